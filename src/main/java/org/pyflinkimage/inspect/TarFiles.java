package org.pyflinkimage.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.pyflinkimage.tar.ForeignTar;
import org.pyflinkimage.value.PathResolution;
import org.pyflinkimage.value.UnixPath;

/**
 * The files of a tar, each read where it lies: what is passed over is not read, so that a layer of gigabytes costs nothing before it is
 * asked for. Links lead to other members and never out of the tar.
 */
final class TarFiles implements ArchiveFiles {

    /** What stands before one member, long names included. */
    private static final long LARGEST_HEADER = 1 << 20;

    /** Of which a member has a whole number. */
    private static final int BLOCK = 512;

    /** Of the largest archives, those of many images. */
    private static final int MOST_MEMBERS = 100_000;

    /** All of them together, as all are kept in memory. */
    private static final long LONGEST_NAMES = 16 << 20;

    private final Path file;
    private final long length;
    private final Map<UnixPath, Place> places = new HashMap<>();
    private final Map<UnixPath, String> links = new HashMap<>();

    /** Of both, in the order of their characters: long ones are compared quickly so. */
    private final NavigableSet<String> paths = new TreeSet<>();

    private long names;

    private TarFiles(Path file) throws IOException {
        this.file = file;
        this.length = Files.size(file);
    }

    /**
     * Opens one and looks what is in it.
     *
     * @throws RefusedImage where it is no tar, or ends early
     */
    static TarFiles open(Path file) throws IOException {
        TarFiles files = new TarFiles(file);
        files.requirePlain();
        try {
            files.list();
        } catch (RefusedImage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new RefusedImage("it is no tar: " + e.getMessage());
        }
        return files;
    }

    private void list() throws IOException {
        int members = 0;
        long next = 0;
        while (next >= 0) {
            if (members++ > MOST_MEMBERS) {
                throw new LargeImage("it has more than %s members".formatted(MOST_MEMBERS));
            }
            next = list(next);
        }
        if (places.isEmpty()) {
            throw new RefusedImage("it is no tar with files in it");
        }
    }

    /**
     * Takes one member. What reads tars would read all of it to come to the next one.
     *
     * @return where that begins; less than 0 where there is none
     */
    private long list(long start) throws IOException {
        try (Window rest = new Window(start, length);
                ForeignTar tar = new ForeignTar(rest)) {
            rest.allow(LARGEST_HEADER);
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null) {
                return -1;
            }
            LayerTar.requireUsual(tar);
            entry.setLinkName(tar.target().orElse(""));
            if (tar.name().isPresent()) {
                add(tar.name().get(), entry, rest.position);
            }
            return rest.position + (entry.getSize() + BLOCK - 1) / BLOCK * BLOCK;
        }
    }

    private void requirePlain() throws IOException {
        byte[] first = new byte[0];
        try (Window whole = new Window(0, length)) {
            first = whole.readNBytes(6);
        }
        String compression = first.length > 5 && (first[0] & 0xff) == 0xfd && first[1] == '7' ? "xz" : "";
        if (first.length > 1 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b) {
            compression = "gzip";
        } else if (ZstdFrames.isOne(first)) {
            compression = "zstd";
        }
        if (!compression.isEmpty()) {
            throw new RefusedImage(
                    "it is compressed as a whole, by %s: unpack it to a plain `.tar`".formatted(compression));
        }
    }

    private void add(String name, TarArchiveEntry entry, long offset) throws RefusedImage {
        names += name.length() + entry.getLinkName().length();
        if (names > LONGEST_NAMES) {
            throw new LargeImage("the names in it have more than %s characters".formatted(LONGEST_NAMES));
        }
        Optional<UnixPath> path = UnixPath.ofEntry(name);
        if (path.isEmpty()) {
            throw new RefusedImage("`%s` leads out of it".formatted(name));
        }
        paths.add(path.get().value());
        if (entry.isSymbolicLink() || entry.isLink()) {
            if (UnixPath.isTaken(entry.getLinkName())) {
                links.put(path.get(), entry.isLink() ? "/" + entry.getLinkName() : entry.getLinkName());
                places.remove(path.get());
            }
        } else if (entry.isFile()) {
            if (entry.getSize() > length - offset) {
                throw new RefusedImage("it ends in the middle of `%s`".formatted(name));
            }
            places.put(path.get(), new Place(offset, entry.getSize()));
            links.remove(path.get());
        }
    }

    @Override
    public Optional<Member> find(String name) {
        PathResolution resolution = new PathResolution(
                path -> places.containsKey(path) || links.containsKey(path) || isFolder(path),
                path -> Optional.ofNullable(links.get(path)));
        return UnixPath.ofEntry(name).flatMap(resolution::find).flatMap(path -> Optional.ofNullable(places.get(path)));
    }

    /** Not every tar has its folders. */
    private boolean isFolder(UnixPath path) {
        String folder = path + "/";
        return Optional.ofNullable(paths.ceiling(folder))
                .filter(below -> below.startsWith(folder))
                .isPresent();
    }

    /** Where a file lies in the tar. */
    private final class Place implements Member {

        private final long offset;
        private final long size;

        Place(long offset, long size) {
            this.offset = offset;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            return new Window(offset, offset + size);
        }
    }

    /** A part of the file; what is skipped is not read. */
    private final class Window extends InputStream {

        private final SeekableByteChannel channel;
        private final long end;
        private long position;
        private final ReadRation ration = new ReadRation();

        Window(long start, long end) throws IOException {
            this.channel = Files.newByteChannel(file);
            this.position = start;
            this.end = end;
        }

        /** So much may be read from here on, without what is skipped. */
        void allow(long bytes) {
            ration.allow(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            if (position >= end) {
                return -1;
            }
            channel.position(position);
            int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(most, end - position)));
            if (read < 0) {
                throw new RefusedImage("it ends early");
            }
            position += read;
            ration.take(read);
            return read;
        }

        @Override
        public long skip(long bytes) {
            long skipped = Math.max(0, Math.min(bytes, end - position));
            position += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
