package org.pyflinkimage.value;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;

/** Paths of this machine as lock files, patterns, reports and images have them: with slashes, whatever stands between names here. */
public final class Slashes {

    private static final String BACKSLASH = "\\";

    private Slashes() {}

    /** The text of a path. A backslash is part of a name where that is not what stands between names. */
    public static String in(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** The path from a folder to a file; empty where they are the same. */
    public static String between(Path folder, Path file) {
        return in(folder.relativize(file));
    }

    /**
     * Where a declared path leads from a folder. What was written on Windows means the same on every machine: a backslash stands
     * between names, unless something here has it in its name.
     *
     * @throws java.nio.file.InvalidPathException where this machine has no such paths
     */
    public static Path resolve(Path folder, String text, Predicate<Path> isThere) {
        Path path = folder.resolve(text);
        return !text.contains(BACKSLASH) || hasDrives(folder.getFileSystem()) || isThere.test(path)
                ? path
                : folder.resolve(text.replace(BACKSLASH, "/"));
    }

    /**
     * The path that a {@code file:} address names in such a file system: {@code C:\x} is {@code file:///C:/x}.
     *
     * @throws java.nio.file.InvalidPathException where it has no such paths
     */
    public static Path ofAddress(URI address, FileSystem files) {
        String path = String.valueOf(address.getPath());
        String host = address.getRawAuthority();
        boolean shared = hasDrives(files)
                && host != null
                && !host.toLowerCase(Locale.ROOT).equals("localhost");
        return shared ? files.getPath("//" + host + path) : files.getPath(withoutSlashOfDrive(path, files));
    }

    /** A path out of an address, which has a slash before a drive. */
    public static String withoutSlashOfDrive(String path, FileSystem files) {
        return hasDrives(files) ? path.replaceFirst("^/(?=[A-Za-z]:)", "") : path;
    }

    private static boolean hasDrives(FileSystem files) {
        return files.getSeparator().equals(BACKSLASH);
    }
}
