package org.pyflinkimage.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a file or a folder.
 *
 * @param path as it is written, {@code images/base.tar}
 * @param image which of the images there; empty where there is one
 */
public record ArchivedImage(Form form, String path, Optional<String> image) implements BaseImage {

    /** How images lie there, by skopeo's names. */
    public enum Form {
        /** A tar of an OCI image layout. */
        OCI_ARCHIVE("oci-archive"),
        /** A folder with an OCI image layout. */
        OCI("oci"),
        /** What {@code docker save} writes. */
        DOCKER_ARCHIVE("docker-archive");

        private final String transport;

        Form(String transport) {
            this.transport = transport;
        }

        /** The form that a text says first, whatever comes behind. */
        static Optional<Form> of(String text) {
            return Arrays.stream(values())
                    .filter(form -> text.startsWith(form + ":"))
                    .findFirst();
        }

        /** {@code oci-archive}. */
        @Override
        public String toString() {
            return transport;
        }
    }

    private static final int LONGEST_NAME = 255;

    /** A colon ends the path, but for that of a drive. */
    private static final Pattern PARTS = Pattern.compile("(?<path>([A-Za-z]:(?=[\\\\/]))?[^:]+)(:(?<image>.+))?");

    /** The names that annotations of layouts have, and those of Docker's archives. */
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,254}|@[0-9]{1,4}");

    /** What nobody sees is in no name. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    /** Reads {@code TRANSPORT:PATH[:IMAGE]}; empty where the text is something else. */
    static Optional<ArchivedImage> parse(String text) {
        return Form.of(text).flatMap(form -> parse(form, text.substring((form + ":").length())));
    }

    private static Optional<ArchivedImage> parse(Form form, String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches() || UNSEEN.matcher(text).find()) {
            return Optional.empty();
        }
        ArchivedImage parsed = new ArchivedImage(
                form, withoutLastSlashes(parts.group("path")), Optional.ofNullable(parts.group("image")));
        return parsed.isWellFormed() ? Optional.of(parsed) : Optional.empty();
    }

    private static String withoutLastSlashes(String path) {
        return path.replaceFirst("(?<=[^\\\\/])[\\\\/]+$", "");
    }

    private boolean isWellFormed() {
        String name = name();
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && !name.matches("\\.{1,2}")
                // What pins it is the lock file.
                && !name.endsWith("@sha256")
                && image.map(text -> IMAGE.matcher(text).matches() && !text.contains("@sha256:"))
                        .orElse(true);
    }

    /** Of the path the name of the file or folder. */
    private String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The same without the folders of this machine: what it is called in lock files and images, which other machines read. */
    public ArchivedImage named() {
        return new ArchivedImage(form, name(), image);
    }

    /** {@code oci-archive:images/base.tar:1.0}. */
    @Override
    public String toString() {
        return form + ":" + path + image.map(text -> ":" + text).orElse("");
    }
}
