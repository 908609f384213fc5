package org.pyflinkimage.value;

/** The user that Flink runs as in an image, and its group, as in the official images. */
public final class FlinkUser {

    public static final String NAME = "flink";

    /** Of the user and of the group. */
    public static final int NUMBER = 9999;

    private FlinkUser() {}

    /** Its line in {@code /etc/passwd}. */
    public static String passwdLine() {
        return "%s:x:%s:%s::%s:/bin/bash\n".formatted(NAME, NUMBER, NUMBER, ImagePaths.FLINK_HOME);
    }

    /** Its group's line in {@code /etc/group}. */
    public static String groupLine() {
        return "%s:x:%s:\n".formatted(NAME, NUMBER);
    }
}
