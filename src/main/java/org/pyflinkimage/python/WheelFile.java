package org.pyflinkimage.python;

import java.io.IOException;
import java.nio.file.Path;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/**
 * A wheel whose every file was checked against its RECORD.
 *
 * <p>Checking means inflating and summing all of it, so that is a step of its own, {@link #index}, whose outcome is a small file
 * to be kept; {@link #open} needs that file and reads of the wheel no more than its metadata. What it installs are ranges of the
 * wheel: the deflate streams in it are carried over as they are.
 */
public final class WheelFile {

    private final UnpackedWheel wheel;

    private WheelFile(UnpackedWheel wheel) {
        this.wheel = wheel;
    }

    /** A file-name safe key for the index of a wheel, which differs wherever the index would. */
    public static String indexKey(Sha256 wheel) {
        return wheel.hex() + "-" + WheelIndex.FORM;
    }

    /**
     * Reads all of a kept index.
     *
     * @return whether that could be done: not where another version of this plugin wrote it
     * @throws DamagedFile where it is not what was written under its key
     */
    public static boolean verifyIndex(Path indexFile) {
        String key = String.valueOf(indexFile.getFileName());
        String wheel = key.replaceFirst("-.*", "");
        boolean known = key.equals(wheel + "-" + WheelIndex.FORM);
        if (known) {
            // Of the wheel, only the name is asked for.
            open(indexFile.resolveSibling(wheel), indexFile);
        }
        return known;
    }

    /**
     * Checks a wheel and writes its index.
     *
     * @param fileName the wheel's real name, with version and wheel tags
     * @param indexFile does not exist yet
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-450} to {@code PYF-454} with everything that is wrong with it
     */
    public static void index(Path wheel, String fileName, Path indexFile) throws IOException {
        WheelIndex.write(indexFile, wheel, new WheelCheck(wheel, fileName).run());
    }

    /**
     * Opens a wheel that was indexed before.
     *
     * @throws DamagedFile where the index is not what was written for this wheel
     */
    public static WheelFile open(Path wheel, Path indexFile) {
        try {
            return new WheelFile(WheelIndex.read(indexFile, wheel));
        } catch (IOException e) {
            throw DamagedFile.by(indexFile, e);
        }
    }

    /**
     * Puts the wheel's files into a tree as pip installs them: all packages into one site-packages, scripts for its commands,
     * a RECORD of what really lies there.
     *
     * <p>Where another distribution has put a different file at a path, the later one wins, as it does for pip; the
     * installed distribution's notes say so ({@code PYF-456}).
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-455}, {@code PYF-457}, {@code PYF-458} where that is impossible
     */
    public InstalledDistribution install(FileTree tree, VirtualEnvironment environment) {
        return new Installation(wheel, tree, environment).run();
    }
}
