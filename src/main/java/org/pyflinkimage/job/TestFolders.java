package org.pyflinkimage.job;

import java.util.regex.Pattern;

/** Folders of tests among a job's files: what lies there does not run in the image. */
public final class TestFolders {

    private static final Pattern FOLDER = Pattern.compile("(?:^|/)tests?/");

    private TestFolders() {}

    /** Whether a file of the job lies in one. */
    public static boolean have(String file) {
        return FOLDER.matcher(file).find();
    }
}
