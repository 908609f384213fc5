package org.pyflinkimage.elf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.elf.ElfFile.NeededVersion;

/** Reads the dynamic segment of ELF files (System V gABI, chapters 4 and 5; LSB, symbol versions); whatever they say, it reads little. */
final class ElfReader {

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS_AT_MOST = 1024;
    private static final int DYNAMIC_AT_MOST = 1 << 16;

    /** In a file and in memory: processors have no more. */
    private static final long PLACE_AT_MOST = 1L << 56;

    private static final int VERSIONS_AT_MOST = 4096;
    private static final int VERSIONS_SIZE = 1 << 18;
    private static final int STRING_AT_MOST = 4096;

    /** In characters, of all names and folders that a file says: none has a tenth of it. */
    private static final int TEXTS_AT_MOST = 1 << 16;

    private static final int NEEDED_AT_MOST = 256;
    private static final int STRINGS_AT_MOST = 64 << 20;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;

    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;
    private static final long DT_RPATH = 15;
    private static final long DT_RUNPATH = 29;
    private static final long DT_VERDEF = 0x6ffffffcL;
    private static final long DT_VERNEED = 0x6ffffffeL;

    private static final int VER_FLG_BASE = 1;

    private static final int VER_FLG_WEAK = 2;

    /** The file is not what it says. */
    private static final class UnsoundException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A part of the file that has an address in memory. */
    private record Segment(int type, long offset, long address, long size) {

        boolean has(long place) {
            return place >= address && place - address < size;
        }
    }

    private record Tag(long name, long value) {}

    /** A version before its names are read: where they stand among the strings. */
    private record VersionPlace(long library, long version) {}

    private final ElfBytes bytes;
    private final ByteOrder order;
    private final int machine;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private int versionsRead;

    private ElfReader(ElfBytes bytes, ByteBuffer header) throws IOException, UnsoundException {
        this.bytes = bytes;
        this.order = header.order();
        this.machine = Short.toUnsignedInt(header.getShort(18));
        readSegments(header);
    }

    static Optional<ElfFile> read(ElfBytes bytes) throws IOException {
        byte[] head = bytes.read(0, HEADER);
        if (head.length < HEADER || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || head[4] != 2) {
            return Optional.empty();
        }
        ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        try {
            return new ElfReader(bytes, ByteBuffer.wrap(head).order(order)).file();
        } catch (UnsoundException | BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private void readSegments(ByteBuffer header) throws IOException, UnsoundException {
        int count = Short.toUnsignedInt(header.getShort(56));
        require(Short.toUnsignedInt(header.getShort(54)) == PROGRAM_HEADER && count <= PROGRAM_HEADERS_AT_MOST);
        ByteBuffer table = whole(header.getLong(32), count * PROGRAM_HEADER);
        for (int at = 0; at < table.limit(); at += PROGRAM_HEADER) {
            Segment segment = new Segment(
                    table.getInt(at), table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32));
            if (segment.type() == PT_LOAD || segment.type() == PT_DYNAMIC) {
                require(isPlace(segment.offset()) && isPlace(segment.address()) && isPlace(segment.size()));
                segments.add(segment);
            }
        }
    }

    private Optional<ElfFile> file() throws IOException, UnsoundException {
        Optional<Segment> dynamic = segments.stream()
                .filter(segment -> segment.type() == PT_DYNAMIC)
                .findFirst();
        if (dynamic.isEmpty()) {
            return Optional.empty();
        }
        readTags(dynamic.get());
        require(tags.stream().filter(tag -> tag.name() == DT_NEEDED).count() <= NEEDED_AT_MOST);
        List<VersionPlace> versions = versions();
        List<Long> ofItself = definedOrNone();
        Strings strings = strings(versions, ofItself);
        List<NeededVersion> named = new ArrayList<>();
        for (VersionPlace version : versions) {
            named.add(new NeededVersion(strings.at(version.library()), strings.at(version.version())));
        }
        List<String> defined = new ArrayList<>();
        for (long place : ofItself) {
            defined.add(strings.at(place));
        }
        return Optional.of(new ElfFile(
                machine,
                strings.of(DT_NEEDED),
                folders(strings.of(DT_RPATH)),
                folders(strings.of(DT_RUNPATH)),
                named,
                defined));
    }

    private void readTags(Segment dynamic) throws IOException, UnsoundException {
        require(dynamic.size() <= DYNAMIC_AT_MOST);
        ByteBuffer table = whole(dynamic.offset(), (int) dynamic.size());
        while (table.remaining() >= 16) {
            Tag tag = new Tag(table.getLong(), table.getLong());
            if (tag.name() == DT_NULL) {
                return;
            }
            tags.add(tag);
        }
    }

    private List<VersionPlace> versions() throws IOException, UnsoundException {
        List<VersionPlace> places = new ArrayList<>();
        Optional<Long> address = value(DT_VERNEED);
        if (address.isPresent()) {
            ByteBuffer table = window(address.get(), VERSIONS_SIZE);
            walk(table, 0, 12, (entry, at) -> {
                long library = Integer.toUnsignedLong(table.getInt(at + 4));
                addVersions(table, entry + Integer.toUnsignedLong(table.getInt(at + 8)), library, places);
            });
        }
        return places;
    }

    /** What is not wanted by all means is no need. */
    private void addVersions(ByteBuffer table, long first, long library, List<VersionPlace> places)
            throws UnsoundException {
        walk(table, first, 12, (entry, at) -> {
            if ((table.getShort(at + 4) & VER_FLG_WEAK) == 0) {
                places.add(new VersionPlace(library, Integer.toUnsignedLong(table.getInt(at + 8))));
            }
            require(++versionsRead <= VERSIONS_AT_MOST);
        });
    }

    @FunctionalInterface
    private interface Visit {
        void entry(long entry, int at) throws UnsoundException;
    }

    /**
     * Goes through entries of which each says where the next one is. They lead forward alone, so there is an end.
     *
     * @param next where in an entry that stands
     */
    private static void walk(ByteBuffer table, long first, int next, Visit visit) throws UnsoundException {
        long entry = first;
        long step;
        do {
            int at = Math.toIntExact(Math.min(entry, VERSIONS_SIZE));
            visit.entry(entry, at);
            step = Integer.toUnsignedLong(table.getInt(at + next));
            entry += step;
        } while (step > 0);
    }

    /** What a file says wrongly of its own versions says nothing of what it needs. */
    private List<Long> definedOrNone() throws IOException {
        try {
            return defined();
        } catch (UnsoundException | IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /** Where the names of versions stand that it has itself; one of them is the file's own. */
    private List<Long> defined() throws IOException, UnsoundException {
        List<Long> places = new ArrayList<>();
        Optional<Long> address = value(DT_VERDEF);
        if (address.isPresent()) {
            ByteBuffer table = window(address.get(), VERSIONS_SIZE);
            walk(table, 0, 16, (entry, at) -> {
                if ((table.getShort(at + 2) & VER_FLG_BASE) == 0) {
                    long name = entry + Integer.toUnsignedLong(table.getInt(at + 12));
                    places.add(Integer.toUnsignedLong(table.getInt(Math.toIntExact(Math.min(name, VERSIONS_SIZE)))));
                }
                require(++versionsRead <= VERSIONS_AT_MOST);
            });
        }
        return places;
    }

    private Strings strings(List<VersionPlace> versions, List<Long> defined) throws IOException, UnsoundException {
        long last = 0;
        for (Tag tag : tags) {
            if (tag.name() == DT_NEEDED || tag.name() == DT_RPATH || tag.name() == DT_RUNPATH) {
                last = Math.max(last, tag.value());
                require(tag.value() >= 0);
            }
        }
        for (VersionPlace version : versions) {
            last = Math.max(last, Math.max(version.library(), version.version()));
        }
        for (long place : defined) {
            last = Math.max(last, place);
        }
        require(last <= STRINGS_AT_MOST - STRING_AT_MOST);
        Optional<Long> address = value(DT_STRTAB);
        require(address.isPresent());
        return new Strings(window(address.get(), (int) last + STRING_AT_MOST).array());
    }

    private Optional<Long> value(long name) {
        return tags.stream().filter(tag -> tag.name() == name).map(Tag::value).findFirst();
    }

    private static List<String> folders(List<String> paths) {
        return paths.stream()
                .limit(1)
                .flatMap(path -> Arrays.stream(path.split(":", -1)))
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /** As many of the bytes at an address as there are. */
    private ByteBuffer window(long address, int length) throws IOException, UnsoundException {
        for (Segment segment : segments) {
            if (segment.type() == PT_LOAD && segment.has(address)) {
                long within = address - segment.address();
                int some = (int) Math.min(length, segment.size() - within);
                return ByteBuffer.wrap(bytes.read(segment.offset() + within, some))
                        .order(order);
            }
        }
        throw new UnsoundException();
    }

    private ByteBuffer whole(long offset, int length) throws IOException, UnsoundException {
        require(offset >= 0);
        byte[] read = bytes.read(offset, length);
        require(read.length == length);
        return ByteBuffer.wrap(read).order(order);
    }

    private static boolean isPlace(long number) {
        return number >= 0 && number <= PLACE_AT_MOST;
    }

    private static void require(boolean sound) throws UnsoundException {
        if (!sound) {
            throw new UnsoundException();
        }
    }

    /** The table that names lie in. */
    private final class Strings {

        private final byte[] table;
        private int left = TEXTS_AT_MOST;

        Strings(byte[] table) {
            this.table = table;
        }

        List<String> of(long tag) throws UnsoundException {
            List<String> texts = new ArrayList<>();
            for (Tag one : tags) {
                if (one.name() == tag) {
                    texts.add(at(one.value()));
                }
            }
            return texts;
        }

        String at(long place) throws UnsoundException {
            int start = Math.toIntExact(place);
            int end = start;
            while (end < table.length && table[end] != 0) {
                end++;
            }
            left -= end - start;
            require(end < table.length && end - start < STRING_AT_MOST && left >= 0);
            String text = new String(table, start, end - start, StandardCharsets.UTF_8);
            require(text.chars().noneMatch(Character::isISOControl));
            return text;
        }
    }
}
