# Builds Woo Desk on Windows: the program folder, a zip, and (with Inno Setup) an installer.
#
#     powershell -ExecutionPolicy Bypass -File .ci\build-windows.ps1 [-Out DIR] [-Installer]
#
# NOT RUN YET: written on Linux, from the documentation of PyInstaller and Inno Setup. Run it on the
# oldest Windows that is to be served, in a checkout of its own. Needs Python 3.11 to 3.14 (py) and,
# for the first run, a package index or a mirror that pip is set up for. No administrator rights.

param(
    [string]$Out = "build-windows",
    [switch]$Installer
)
$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest
$root = Split-Path -Parent $PSScriptRoot
Set-Location $root

function Invoke-Checked([string]$program, [string[]]$arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

# 1. The locked packages, each checked by its hash, and every check of the checkout.
Invoke-Checked "py" @(".ci\desk.py", "test")

# 2. The program folder.
$python = Join-Path $root ".venv\Scripts\python.exe"
$work = Join-Path $Out "work"
Invoke-Checked $python @("-m", "PyInstaller", "--noconfirm", "--distpath", $Out, "--workpath", $work, "build.spec")
$version = & $python -c "import woo_desk; print(woo_desk.__version__)"
if (-not $version) { throw "the version of woo_desk cannot be read" }
$name = "woo-desk-$version"
$folder = Join-Path $Out $name

# WHY: Windows takes 260 characters in a path unless it is told otherwise; 100 are left for the place.
$longest = (Get-ChildItem -Recurse -File $folder | ForEach-Object {
    $_.FullName.Length - (Resolve-Path $folder).Path.Length } | Measure-Object -Maximum).Maximum
if ($longest -gt 150) { throw "a path of $longest characters inside the program folder" }

# 3. What was built has to work, from another place, before anything is handed out.
$elsewhere = Join-Path $env:TEMP ("woo-desk-" + [guid]::NewGuid())
Copy-Item -Recurse $folder $elsewhere
try {
    Invoke-Checked (Join-Path $elsewhere "woo-desk.exe") @("selftest")
    Invoke-Checked (Join-Path $elsewhere "woo-desk.exe") @("demo", "--out", (Join-Path $elsewhere "uit"))
} finally {
    Remove-Item -Recurse -Force $elsewhere
}

# 4. A zip that needs no administrator rights, with its digest beside it.
$zip = Join-Path $Out "$name-windows.zip"
Compress-Archive -Force -Path $folder -DestinationPath $zip
$digest = (Get-FileHash -Algorithm SHA256 $zip).Hash.ToLower()
"$digest  $name-windows.zip" | Out-File -Encoding ascii "$zip.sha256"

# 5. An installer per user, also without administrator rights. Silent: /VERYSILENT /CURRENTUSER
if ($Installer) {
    $script = Join-Path $Out "woo-desk.iss"
    @"
[Setup]
AppId={{7A5B1C0E-5C0B-4B62-9E0D-2F3D0C1A77D1}
AppName=Woo Desk
AppVersion=$version
AppPublisher=Woo Desk
DefaultDirName={autopf}\Woo Desk
DefaultGroupName=Woo Desk
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
OutputBaseFilename=$name-setup
OutputDir=.
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
UninstallDisplayIcon={app}\Woo Desk.exe

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[InstallDelete]
; An update replaces the whole folder: parts of an older version must not stay behind.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "$name\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Woo Desk"; Filename: "{app}\Woo Desk.exe"
Name: "{group}\Handleiding"; Filename: "{app}\handleiding.pdf"
"@ | Out-File -Encoding utf8 $script
    $compiler = Get-Command "iscc.exe" -ErrorAction SilentlyContinue
    if ($null -eq $compiler) { throw "Inno Setup (iscc.exe) is not on the path; the script is $script" }
    Invoke-Checked $compiler.Source @($script)
}

Write-Output "Made: $zip ($digest)"
