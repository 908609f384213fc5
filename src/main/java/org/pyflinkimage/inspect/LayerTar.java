package org.pyflinkimage.inspect;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.pyflinkimage.tar.ForeignTar;
import org.pyflinkimage.value.UnixPath;

/**
 * Goes through the tar of a layer, whichever way it is compressed.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image layers</a>
 */
final class LayerTar {

    /** More than names of files need, and links, and what else stands before a member. */
    private static final long LARGEST_HEADER = 1 << 20;

    /** Those that hold for all members to come gather: many small ones cost as much as few large ones. */
    private static final long EACH_EXTRA = 1 << 10;

    /** Where a link leads whose words are no UTF-8: nothing lies there that anybody could ask for. */
    private static final String NOWHERE = "\ufffd";

    /** Takes the members of a layer. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Takes a member.
         *
         * @param content its bytes; what is not read is passed over
         */
        void visit(UnixPath path, TarArchiveEntry member, InputStream content) throws IOException;
    }

    private final Path blob;
    private final Allowance allowance;

    /** @param allowance what may be read of this layer and all others of its image */
    LayerTar(Path blob, Allowance allowance) {
        this.blob = blob;
        this.allowance = allowance;
    }

    /**
     * Visits its members but those whose names are no UTF-8, have control characters, or are longer than Linux takes one: nobody asks for
     * them, and by another name they would be others.
     *
     * @throws RefusedImage where it is no tar, leads out of the root, or is larger than allowed
     */
    void visit(Visitor visitor) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(blob), 1 << 16);
                BoundedStream bounded = new BoundedStream(decompressed(file), allowance::takeUnpacked);
                ForeignTar tar = new ForeignTar(bounded)) {
            InputStream content = new BoundedStream(tar, allowance::takeFile);
            bounded.allow(LARGEST_HEADER);
            for (TarArchiveEntry member = tar.getNextEntry(); member != null; member = tar.getNextEntry()) {
                allowance.takeMember();
                requireUsual(tar);
                bounded.allow(Long.MAX_VALUE);
                member.setLinkName(tar.target().orElse(NOWHERE));
                Optional<String> name = tar.name();
                Optional<UnixPath> path = name.isPresent() ? pathOf(name.get()) : Optional.empty();
                if (path.isPresent()) {
                    visitor.visit(path.get(), member, content);
                }
                content.transferTo(OutputStream.nullOutputStream());
                bounded.allow(LARGEST_HEADER);
            }
        } catch (RuntimeException e) {
            throw new RefusedImage(String.valueOf(e.getMessage()));
        }
    }

    /** What runs containers writes no files with holes, of which few bytes make as many as one likes. */
    static void requireUsual(ForeignTar tar) throws RefusedImage {
        TarArchiveEntry member = tar.getCurrentEntry();
        if (member.isSparse()) {
            throw new RefusedImage("`%s` is a file with holes, as no layer has them".formatted(tar.shownName()));
        }
        long extra = 0;
        for (Map.Entry<String, String> header : member.getExtraPaxHeaders().entrySet()) {
            extra += EACH_EXTRA + header.getKey().length() + header.getValue().length();
        }
        if (extra > LARGEST_HEADER) {
            throw new RefusedImage("`%s` has more extended headers than any file needs".formatted(tar.shownName()));
        }
    }

    /** By its first bytes, as what runs containers does it: media types are not always right. */
    static InputStream decompressed(InputStream file) throws IOException {
        file.mark(4);
        byte[] first = file.readNBytes(4);
        file.reset();
        if (first.length > 1 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
            return GzipCompressorInputStream.builder()
                    .setInputStream(file)
                    .setDecompressConcatenated(true)
                    .get();
        }
        return ZstdFrames.isOne(first) ? new ZstdInputStream(new ZstdFrames(file)) : file;
    }

    /** Some builders name the root itself {@code /}. */
    private static Optional<UnixPath> pathOf(String name) throws RefusedImage {
        if (name.equals("/")) {
            return Optional.of(UnixPath.ROOT);
        }
        if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
            throw new RefusedImage("`%s` leads out of the root".formatted(name));
        }
        return UnixPath.ofEntry(name);
    }
}
