package org.pyflinkimage.system;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read, write and run a file, where the file system knows of that; elsewhere, as on Windows, nothing is done. */
public enum FileRights {
    /** Its owner alone reads and writes it. */
    OWNER_READS("rw-------"),
    /** Its owner alone reads, writes and runs it, or enters it where it is a folder. */
    OWNER_RUNS("rwx------"),
    /** Everybody reads and runs it, its owner writes it. */
    ALL_RUN("rwxr-xr-x");

    private static final String POSIX = "posix";

    private final String rights;

    FileRights(String rights) {
        this.rights = rights;
    }

    /** Gives them to a file that is there. */
    public void giveTo(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(POSIX)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }

    /** For a file or a folder that is made with them. */
    FileAttribute<?>[] attributes() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains(POSIX);
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
