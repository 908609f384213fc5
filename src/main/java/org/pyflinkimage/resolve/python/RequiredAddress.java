package org.pyflinkimage.resolve.python;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.value.PercentCoding;
import org.pyflinkimage.value.Slashes;

/**
 * The address or the path of what is required. Only a wheel can be taken from there; all else would have to be built.
 *
 * @param text with the values of its variables
 * @param folder what a relative path starts from
 */
record RequiredAddress(String text, Path folder) {

    private static final Pattern REPOSITORY = Pattern.compile("(?i)(git|hg|svn|bzr)(\\+.*|@.*|://.*)|.*\\.git(@.*)?");
    private static final Pattern WEB = Pattern.compile("(?i)https?://\\S+");
    private static final Pattern FILE = Pattern.compile("(?i)file:.*");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:.*");
    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(tar(\\.\\w+)?|tgz|tbz|txz|zip|egg)");

    /** What lies at an address, as far as one can see without asking. */
    enum Kind {
        WHEEL("a wheel"),
        REPOSITORY("a repository of sources"),
        FOLDER("a folder of sources"),
        ARCHIVE("an archive of sources"),
        ABSENT("a file that is not there"),
        OTHER("an address that is no wheel's");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    Kind kind() {
        if (isOnWeb(text)) {
            return ofFileName();
        }
        if (REPOSITORY.matcher(text).matches()) {
            return Kind.REPOSITORY;
        }
        if (SCHEME.matcher(text).matches() && !FILE.matcher(text).matches()) {
            return Kind.OTHER;
        }
        if (path().isEmpty()) {
            return Kind.OTHER;
        }
        Path path = path().get();
        return Files.isDirectory(path) ? Kind.FOLDER : Files.isRegularFile(path) ? ofFileName() : Kind.ABSENT;
    }

    /** The wheel's own name; empty where it is no wheel's. */
    Optional<WheelName> wheel() {
        String file = withoutFragment();
        return WheelName.parse(decoded(file.substring(file.lastIndexOf('/') + 1)));
    }

    /** Whether nothing but what lies there keeps it from being taken: what is neither on the web nor on disk is refused as it stands. */
    boolean mayBeWheel() {
        Kind kind = kind();
        return kind == Kind.WHEEL || kind == Kind.ABSENT;
    }

    static boolean isOnWeb(String text) {
        return WEB.matcher(text).matches();
    }

    /** Whether it is an address that neither the web nor a disk has, as those of {@code ftp} are. */
    static boolean isElsewhere(String text) {
        return text.contains("://") && !isOnWeb(text) && !FILE.matcher(text).matches();
    }

    /** Whether it is, or would be, looked for on this machine's disk. */
    boolean isOnDisk() {
        return !isOnWeb(text)
                && !REPOSITORY.matcher(text).matches()
                && (FILE.matcher(text).matches() || !SCHEME.matcher(text).matches());
    }

    /** Whether it is a wheel's place in the folder or below it: a later step of the build may put one there. */
    boolean isWheelOfProject() {
        Path project = folder.toAbsolutePath().normalize();
        return wheel().isPresent()
                && path().filter(path -> path.startsWith(project)).isPresent();
    }

    /** The folder on disk that it is, without the dots and links on the way that are written there. */
    Optional<Path> localFolder() {
        return kind() == Kind.FOLDER ? path() : Optional.empty();
    }

    /** The address in full. */
    String absolute() {
        return WEB.matcher(text).matches() ? text : path().orElseThrow().toUri().toString();
    }

    /** The same wherever both lie: a path from a folder on, with slashes, or the address. */
    String from(Path other) {
        if (SCHEME.matcher(text).matches() && !FILE.matcher(text).matches()) {
            return text;
        }
        try {
            return path().map(path -> other.relativize(path).toString().replace('\\', '/'))
                    .orElse(text);
        } catch (IllegalArgumentException e) {
            return text; // on another drive
        }
    }

    private Kind ofFileName() {
        return wheel().isPresent()
                ? Kind.WHEEL
                : ARCHIVE.matcher(withoutFragment()).matches() ? Kind.ARCHIVE : Kind.OTHER;
    }

    private String withoutFragment() {
        return text.replaceFirst("[?#].*", "").replace('\\', '/');
    }

    private Optional<Path> path() {
        boolean isAddress = FILE.matcher(text).matches();
        String name = isAddress
                ? decoded(text.replaceFirst("[?#].*", "").replaceFirst("(?i)^file:(//(localhost)?(?=/))?", ""))
                : text;
        try {
            String local = Slashes.withoutSlashOfDrive(name, folder.getFileSystem());
            return Optional.of(Slashes.resolve(folder, local, Files::exists)
                    .toAbsolutePath()
                    .normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A name without escapes; one that has broken ones as it is. */
    static String decoded(String text) {
        try {
            return PercentCoding.decode(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
