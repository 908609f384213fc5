package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What patterns of others name, for tests that know no more than the text. */
public final class ParsedPatterns {

    private ParsedPatterns() {}

    /** Looks for what each line names as a pattern of a workspace, in some folders. */
    public static void ofWorkspace(String text) {
        WorkspacePatterns patterns = new WorkspacePatterns(Some.FOLDERS, new WorkspaceEffort());
        text.lines().forEach(line -> patterns.among(patterns.matching(line), line));
    }

    /** Made when they are needed: others need not wait for them. */
    private static final class Some {

        static final Path FOLDERS = made();

        private static Path made() {
            try {
                // What leads out of the workspace by `..` comes into folders that are known as well.
                Path top = Files.createTempDirectory("workspace");
                Path folders = top;
                top.toFile().deleteOnExit();
                for (String name : new String[] {"x", "x", "workspace", "libs", "common"}) {
                    folders = Files.createDirectory(folders.resolve(name));
                    folders.toFile().deleteOnExit();
                }
                return top.resolve("x/x/workspace");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
