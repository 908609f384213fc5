package org.pyflinkimage.value;

/** The user that Flink runs as in an image, and its group, as in the official images. */
public final class FlinkUser {

    public static final String NAME = "flink";

    /** Of the user and of the group. */
    public static final int NUMBER = 9999;

    private FlinkUser() {}
}
