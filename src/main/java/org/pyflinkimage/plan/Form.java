package org.pyflinkimage.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.debian.DebianVersion;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * The form of one kind of value in a lock file. A text has it where the value's own type can read it, and would write it the same
 * again: what can be written in two ways is not what this plugin wrote.
 */
enum Form {
    FLINK("a release of Flink", "2.3.0"),
    JAVA("a Java line", "17"),
    PYTHON("a Python line", "3.11"),
    PYTHON_VERSION("a release of Python", "3.11.2"),
    PLATFORM("a platform", "linux/amd64"),
    GLIBC("a release of glibc", "2.36"),
    IMAGE("an image", "registry.example.com/base/flink:2.2.1"),
    FOLDER("an absolute path", "/opt/java/openjdk"),
    DIGEST("a digest", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
    SUM("a sum", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
    DATE("a date from 1970 to 9999", "2026-11-27T17:33:17Z"),
    SUITE("the name of a suite", "bookworm"),
    POCKET("the name of a suite or of its updates", "bookworm-security"),
    ADDED("a requirement, a colon, and why it was added", "setuptools<82: Beam needs it"),
    PACKAGE("a package's name", "libc6"),
    PACKAGE_VERSION("a Debian version", "2.36-9+deb12u13"),
    ARCHITECTURE("an architecture", "amd64"),
    INTERPRETER(
            "a standalone CPython's file name",
            "cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz"),
    DISTRIBUTION("a normalized name", "typing-extensions"),
    VERSION("a version of PEP 440", "2.9.0.post0"),
    WHEEL("a wheel's file name", "numpy-2.1.3-cp311-cp311-manylinux2014_x86_64.whl"),
    SDIST("a source distribution's file name", "dill-0.3.1.1.tar.gz"),
    JAR("Maven coordinates", "org.example:connector:1.0"),
    SOURCE("the name of a source", "debian-security"),
    ADDRESS("an address that ends with a slash, without login and query", "https://example.com/debian/"),
    PATH(
            "a path below its source, as it is put in a URL",
            "pool/main/g/glibc/libc6_2.36-9_amd64.deb",
            Form.LONGEST_PATH);

    /** Names and versions are never nearly so long, and no expression runs long over so much. */
    private static final int LONGEST = 512;

    /** Addresses may carry a signature. */
    private static final int LONGEST_PATH = 8192;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*+");
    private static final Pattern POCKETS = Pattern.compile("[a-z][a-z0-9]*(-updates|-security)?");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]*");
    private static final Pattern SDIST_NAME = Pattern.compile(".+\\.(tar\\.[a-z0-9]+|tgz|zip)");

    /** Calendars of images, tars and registries have four digits for a year. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final String words;
    private final String example;
    private final int longest;

    Form(String words, String example) {
        this(words, example, LONGEST);
    }

    Form(String words, String example, int longest) {
        this.words = words;
        this.example = example;
        this.longest = longest;
    }

    /** What such a value is, for messages. */
    String expected() {
        return "%s such as `%s`".formatted(words, example);
    }

    /** A text of this form. */
    String example() {
        return example;
    }

    /** Whether a text has this form. */
    boolean accepts(String text) {
        try {
            return text.length() <= longest && isRead(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private boolean isRead(String text) {
        return switch (this) {
            case FLINK -> isWritten(FlinkVersion.parse(text), text);
            case JAVA -> isWritten(JavaVersion.parse(text), text);
            case PYTHON -> isWritten(PythonMinor.parse(text), text);
            case PYTHON_VERSION -> isWritten(PythonVersion.parse(text), text);
            case PLATFORM -> isWritten(Platform.parse(text), text);
            case GLIBC -> isWritten(GlibcVersion.parse(text), text);
            case IMAGE -> isWritten(BaseImage.parse(text), text);
            // It becomes a part of PATH.
            case FOLDER ->
                isLine(text)
                        && text.indexOf(':') < 0
                        && UnixPath.of(text).value().equals(text);
            case DIGEST -> Sha256.parse(text).digest().equals(text);
            case SUM -> new Sha256(text).hex().equals(text);
            case DATE -> isDate(Instant.parse(text), text);
            case SUITE -> WORD.matcher(text).matches();
            case POCKET -> POCKETS.matcher(text).matches();
            case ADDED -> isLine(text) && isAdded(text);
            case PACKAGE -> PackageName.isName(text);
            case PACKAGE_VERSION -> DebianVersion.parse(text).toString().equals(text);
            case ARCHITECTURE -> WORDS.matcher(text).matches();
            case INTERPRETER -> isWritten(StandaloneFile.parse(text), text);
            case DISTRIBUTION -> NormalizedName.of(text).value().equals(text);
            case VERSION ->
                Pep440Version.parse(text).isPresent() && text.strip().equals(text);
            case WHEEL -> FILE_NAME.matcher(text).matches() && text.endsWith(".whl");
            case SDIST ->
                FILE_NAME.matcher(text).matches() && SDIST_NAME.matcher(text).matches();
            case JAR -> isWritten(MavenCoordinates.parse(text), text) && !hasEmptySteps(text);
            case SOURCE -> Source.parse(text).name().equals(text);
            case ADDRESS -> LockAddresses.isBase(text);
            case PATH -> LockAddresses.isPath(text);
        };
    }

    private static boolean isWritten(Optional<?> read, String text) {
        return read.isPresent() && read.get().toString().equals(text);
    }

    private static boolean isDate(Instant date, String text) {
        return date.toString().equals(text) && !date.isBefore(FIRST) && date.isBefore(END);
    }

    /** Whether the path of a jar in a repository would have parts without a name. */
    private static boolean hasEmptySteps(String coordinates) {
        return coordinates.startsWith(".") || coordinates.contains("..") || coordinates.contains(":.");
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.codePoints().noneMatch(Form::isControl);
    }

    /** As the resolution writes them. */
    private static boolean isAdded(String text) {
        int colon = text.indexOf(": ");
        return colon > 0
                && !text.substring(colon + 2).isBlank()
                && Requirement.parse(text.substring(0, colon))
                        .filter(requirement -> text.startsWith(requirement.toLine() + ": "))
                        .isPresent();
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
