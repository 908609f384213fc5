package org.pyflinkimage.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.Sha256;

/** An archive or a folder on this machine that images lie in. */
abstract class ArchiveSource implements ImageSource {

    private final ArchivedImage image;
    private final ArchiveFiles files;

    ArchiveSource(ArchivedImage image, ArchiveFiles files) {
        this.image = image;
        this.files = files;
    }

    /** The image that is meant. */
    final ArchivedImage image() {
        return image;
    }

    final ArchiveFiles files() {
        return files;
    }

    /** A blob's bytes as they are to be kept, from where they lie. */
    abstract InputStream open(Descriptor blob) throws IOException;

    @Override
    public final String verb() {
        return "Copying";
    }

    @Override
    public final void copy(Descriptor blob, Path file, LongConsumer received) {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = opened(blob);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            copy(in, out, blob, received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sha256 found = Sha256.finish(digest);
        if (!found.equals(blob.digest())) {
            throw refused(new RefusedImage("what it has for %s has the sum %s".formatted(blob.digest(), found)));
        }
    }

    private InputStream opened(Descriptor blob) {
        try {
            return open(blob);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** What cannot be read is the archive's fault; for what cannot be written whoever keeps the file knows the disk. */
    private void copy(InputStream in, OutputStream out, Descriptor blob, LongConsumer received) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            copied += count;
            if (copied > blob.size()) {
                break;
            }
            out.write(buffer, 0, count);
            received.accept(count);
        }
        if (copied != blob.size()) {
            throw refused(new RefusedImage("what it has for %s has %s than the %s bytes that are announced"
                    .formatted(blob.digest(), copied > blob.size() ? "more" : "fewer", blob.size())));
        }
    }

    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw refused(
                    e instanceof IOException failure ? failure : new RefusedImage(String.valueOf(e.getMessage())));
        }
    }

    private RuntimeException refused(IOException failure) {
        return ImageProblems.refused(image, failure);
    }
}
