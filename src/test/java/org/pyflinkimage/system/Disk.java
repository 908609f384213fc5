package org.pyflinkimage.system;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** File systems of other machines, in memory: what stands between names, whether their case counts, and whether there are modes. */
public enum Disk {
    /** Drives, backslashes, no case, no modes; links need a right that few have. */
    WINDOWS("C:\\Users\\Me and You\\project"),
    /** No case, as Macs come. */
    MAC("/Users/Me and You/project"),
    /** Case counts, and there are modes and links. */
    LINUX("/home/me/project");

    private final String project;

    Disk(String project) {
        this.project = project;
    }

    private Configuration.Builder configuration() {
        return switch (this) {
            case WINDOWS -> Configuration.windows().toBuilder().setSupportedFeatures(Feature.FILE_CHANNEL);
            case MAC -> Configuration.osX().toBuilder().setAttributeViews("basic", "owner", "posix", "unix");
            case LINUX -> Configuration.unix().toBuilder().setAttributeViews("basic", "owner", "posix", "unix");
        };
    }

    /** A new, empty one, that is gone when nobody has a path of it any more. */
    public FileSystem open() {
        return Jimfs.newFileSystem(configuration().build());
    }

    /** The folder of a user's project on a new one. */
    public Path project() {
        try {
            return Files.createDirectories(open().getPath(project));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
