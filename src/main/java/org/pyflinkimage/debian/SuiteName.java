package org.pyflinkimage.debian;

/**
 * A suite as apt sources name it: a release, and what was published of it since.
 *
 * @param release {@code bookworm}, {@code stable}
 * @param rest what follows: {@code -security}, {@code /updates}, or nothing
 */
public record SuiteName(String release, String rest) {

    private static final String UPDATES = "-updates";
    private static final String SECURITY = "-security";

    /** What a suite holds of its release. */
    public enum Pocket {
        RELEASE,
        UPDATES,
        SECURITY,
        BACKPORTS,
        /** Proposals, debug symbols and what else an archive may have. */
        OTHER
    }

    /** Reads a name such as {@code bookworm-security}, or {@code buster/updates} as it was called before. */
    public static SuiteName parse(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) != '-' && text.charAt(length) != '/') {
            length++;
        }
        return new SuiteName(text.substring(0, length), text.substring(length));
    }

    /** What was published of the release since, beside security updates. */
    public SuiteName updates() {
        return new SuiteName(release, UPDATES);
    }

    /** Its security updates, as all supported releases call them. */
    public SuiteName security() {
        return new SuiteName(release, SECURITY);
    }

    public Pocket pocket() {
        return switch (rest) {
            case "" -> Pocket.RELEASE;
            case UPDATES -> Pocket.UPDATES;
            case SECURITY, "/updates" -> Pocket.SECURITY;
            default -> rest.startsWith("-backports") ? Pocket.BACKPORTS : Pocket.OTHER;
        };
    }

    @Override
    public String toString() {
        return release + rest;
    }
}
