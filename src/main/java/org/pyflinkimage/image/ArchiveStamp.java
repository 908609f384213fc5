package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Sha256;

/**
 * What a file's system says of it when it had been written, kept beside it: while that and the file's content are to be the same, the
 * file is what was written, and hundreds of megabytes need not be read to know.
 *
 * <p>Every change of a file, and every other file in its place, changes its times, which a program cannot set all as it likes. A
 * disk that loses bits by itself is not noticed.
 *
 * @param archive the file
 * @param content tells what is to be in it
 */
record ArchiveStamp(Path archive, Sha256 content) {

    /** More than the clocks of file systems take from one time to the next: a later change then has a later time. */
    private static final Duration TICK = Duration.ofMillis(12);

    private static final long SECOND = 1_000_000_000;

    /** Whether the file is the one that {@link #set} was called for. */
    boolean holds() {
        try {
            return Files.readString(file()).equals(text());
        } catch (IOException e) {
            return false;
        }
    }

    /** Keeps what is said of the file, which has just been written. */
    void set() {
        try {
            String text = text();
            Interruption.pause(TICK);
            if (knowsMoreThanSeconds() && text().equals(text)) {
                WholeFile.at(file()).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return; // The file is written anew the next time.
        }
    }

    private boolean knowsMoreThanSeconds() throws IOException {
        return Files.getLastModifiedTime(archive).to(TimeUnit.NANOSECONDS) % SECOND != 0;
    }

    private String text() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(archive, BasicFileAttributes.class);
        return "%s %s %s %s %s\n"
                .formatted(
                        content.hex(),
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant(),
                        changed().toInstant(),
                        attributes.fileKey());
    }

    /** When anything of the file was changed last, its name and times included; where that is not known, when it was made. */
    private FileTime changed() throws IOException {
        return archive.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(archive, "unix:ctime")
                : Files.readAttributes(archive, BasicFileAttributes.class).creationTime();
    }

    private Path file() {
        return archive.resolveSibling("." + archive.getFileName() + ".written");
    }
}
