// Validates PDF files with the library of veraPDF: one line per file, and 1 as exit code when any
// file fails. Usage: java -cp JARS Validate.java FLAVOUR FILE...   (flavour: 2b, 2a, 2u, ua1)
//
// Prints "ok FILE" or "fail FILE: CLAUSE/TEST CLAUSE/TEST …", never text of a document.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("unknown flavour");
            System.exit(2);
        }
        boolean failed = false;
        for (int index = 1; index < arguments.length; index++) {
            String path = arguments[index];
            TreeSet<String> rules = new TreeSet<>();
            try (InputStream stream = new FileInputStream(path);
                    PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(flavour, 100, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        rules.add(assertion.getRuleId().getClause() + "/" + assertion.getRuleId().getTestNumber());
                    }
                }
                if (!result.isCompliant() && rules.isEmpty()) {
                    rules.add("not compliant");
                }
            } catch (Exception error) {
                rules.add(error.getClass().getSimpleName());
            }
            failed |= !rules.isEmpty();
            System.out.println(rules.isEmpty() ? "ok " + path : "fail " + path + ": " + String.join(" ", rules));
        }
        System.exit(failed ? 1 : 0);
    }
}
