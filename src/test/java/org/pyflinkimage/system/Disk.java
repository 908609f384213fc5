package org.pyflinkimage.system;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** File systems of other machines, in memory: what stands between names, whether their case counts, and whether there are modes. */
public enum Disk {
    /** Drives, backslashes, no case, no modes; links need a right that few have. */
    WINDOWS(
            () -> Configuration.windows().toBuilder()
                    .setSupportedFeatures(Feature.FILE_CHANNEL)
                    .build(),
            "C:\\Users\\Me and You\\project"),
    /** No case, as Macs come. */
    MAC(
            () -> Configuration.osX().toBuilder()
                    .setAttributeViews("basic", "owner", "posix", "unix")
                    .build(),
            "/Users/Me and You/project"),
    /** Case counts, and there are modes and links. */
    LINUX(
            () -> Configuration.unix().toBuilder()
                    .setAttributeViews("basic", "owner", "posix", "unix")
                    .build(),
            "/home/me/project");

    private final Supplier<Configuration> configuration;
    private final String project;

    Disk(Supplier<Configuration> configuration, String project) {
        this.configuration = configuration;
        this.project = project;
    }

    /** A new, empty one, that is gone when nobody has a path of it any more. */
    public FileSystem open() {
        return Jimfs.newFileSystem(configuration.get());
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
