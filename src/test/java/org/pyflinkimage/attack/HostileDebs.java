package org.pyflinkimage.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.tar.RawTar;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Debian packages of somebody who wants more than to be installed, by what they are. */
final class HostileDebs {

    static final String NAME = "evil";

    private static final String CONTROL =
            "Package: evil\nVersion: 1.0-1\nArchitecture: amd64\nMaintainer: A <a@example.com>\nDescription: a sample\n";

    private final Map<String, byte[]> all = new LinkedHashMap<>();

    private HostileDebs() {}

    /** Adds to a package. */
    @FunctionalInterface
    private interface Evil {
        void addTo(DebBuilder deb) throws IOException;
    }

    static Map<String, byte[]> all() throws IOException {
        HostileDebs debs = new HostileDebs();
        debs.addPaths();
        debs.addNames();
        debs.addKinds();
        debs.addReplacements();
        debs.addControlFiles();
        debs.addHeads();
        debs.addFiles();
        return debs.all;
    }

    private void add(String what, Evil evil) throws IOException {
        DebBuilder deb = DebBuilder.of(CONTROL);
        evil.addTo(deb);
        all.put(what, deb.build());
    }

    private void addPaths() throws IOException {
        for (String path : new String[] {
            "../evil",
            "./usr/../../evil",
            "/etc/evil",
            "./DEBIAN/control",
            "./DEBIAN",
            "./a/./../../b",
            "..",
            "//etc/evil"
        }) {
            add("file at " + path, deb -> deb.file(path, "evil", 0644));
        }
        add("line break in a name", deb -> deb.file("./usr/share/a\nb", "evil", 0644));
        add("escape sequence in a name", deb -> deb.file("./usr/share/\u001b[31m\u0007", "evil", 0644));
        add("name of 300 bytes", deb -> deb.file("./usr/share/" + "x".repeat(300), "evil", 0644));
        add("path of 5000 bytes", deb -> deb.file("./usr" + "/x".repeat(2500), "evil", 0644));
        add("path of 60000 bytes", deb -> deb.file("./usr" + "/x".repeat(30_000), "evil", 0644));
        add(
                "folder below a file",
                deb -> deb.file("./usr/share/x", "evil", 0644).file("./usr/share/x/y", "evil", 0644));
        add("file twice", deb -> deb.file("./usr/share/x", "one", 0644).file("./usr/share/x", "other", 0644));
    }

    /** Of bytes that are no UTF-8, each a character here. */
    private void addNames() throws IOException {
        String name = "./usr/share/caf\u00e9";
        all.put("name that is no UTF-8", withData(new RawTar().file(name).bytes()));
        all.put(
                "long name that is no UTF-8",
                withData(new RawTar().file(name.repeat(10)).bytes()));
        all.put(
                "link to what is no UTF-8",
                withData(new RawTar().link("./usr/share/x", name).bytes()));
        all.put(
                "hard link to what is no UTF-8",
                withData(new RawTar().file(name).hardLink("./usr/share/x", name).bytes()));
        all.put(
                "name by an extended header that is no UTF-8",
                withData(new RawTar()
                        .extended("path", name)
                        .file("./usr/share/x")
                        .bytes()));
        all.put(
                "names that were one with question marks",
                withData(new RawTar().file(name).file("./usr/share/caf\u00e8").bytes()));
    }

    private void addKinds() throws IOException {
        for (byte kind : new byte[] {
            TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO, TarConstants.LF_GNUTYPE_SPARSE, 'Z'
        }) {
            add("entry of the kind " + (char) kind, deb -> deb.entry("./dev/evil", kind, "", 0666));
        }
        add("hard link out of the root", deb -> deb.hardLink("./usr/share/x", "../../etc/passwd"));
        add("hard link to an absolute path", deb -> deb.hardLink("./usr/share/x", "/etc/passwd"));
        add("hard link to nothing", deb -> deb.hardLink("./usr/share/x", "./usr/share/none"));
        add("hard link to itself", deb -> deb.hardLink("./usr/share/x", "./usr/share/x"));
        add("hard links in a circle", deb -> deb.hardLink("./a", "./b").hardLink("./b", "./a"));
        add("link to itself", deb -> deb.link("./usr/share/x", "x").file("./usr/share/x/y", "evil", 0644));
        add("links in a circle", deb -> deb.link("./x", "y").link("./y", "x").file("./x/z", "evil", 0644));
        add(
                "file through a link out of the root",
                deb -> deb.link("./usr/share/x", "../../../../../tmp").file("./usr/share/x/evil", "evil", 0644));
        add("links that double each other", deb -> {
            deb.link("./opt/e/s0", ".");
            for (int i = 1; i <= 40; i++) {
                deb.link("./opt/e/s" + i, "s%1$s/s%1$s".formatted(i - 1));
            }
        });
        add("files through links that double each other", deb -> {
            deb.link("./opt/e/s0", ".");
            for (int i = 1; i <= 40; i++) {
                deb.link("./opt/e/s" + i, "s%1$s/s%1$s".formatted(i - 1));
            }
            deb.file("./opt/e/s40/x", "evil", 0644);
        });
        add("long links that lead to each other", deb -> {
            for (int i = 0; i < 40; i++) {
                deb.link("./opt/e/l" + i, "x/../".repeat(800) + "l" + (i - 1));
            }
            deb.link("./opt/e/k", "l39/l39").file("./opt/e/l39/x", "evil", 0644);
        });
        add("link without an end", deb -> deb.link("./usr/share/x", ""));
        add("link with a line break", deb -> deb.link("./usr/share/x", "a\nb"));
    }

    private void addReplacements() throws IOException {
        for (String path : new String[] {
            "./bin/bash",
            "./etc/passwd",
            "./docker-entrypoint.sh",
            "./opt/venv/bin/python",
            "./opt/venv/pyvenv.cfg",
            "./opt/flink/conf/config.yaml",
            "./opt/flink/usrlib/main.py",
            "./var/lib/dpkg/status",
            "./usr"
        }) {
            add("replaces " + path, deb -> deb.file(path, "evil", 0644));
        }
        add("replaces a folder by a link", deb -> deb.link("./usr/share", "/tmp"));
        add("replaces a program by a link", deb -> deb.link("./usr/bin/python3.11", "/tmp/evil"));
        add("replaces what others lie below by a link", deb -> deb.link("./opt", "/tmp"));
    }

    private void addControlFiles() throws IOException {
        for (Map.Entry<String, String> changed : Map.of(
                        "another name", CONTROL.replace("evil", "bash"),
                        "another version", CONTROL.replace("1.0-1", "2.0-1"),
                        "another architecture", CONTROL.replace("amd64", "arm64"),
                        "two paragraphs", CONTROL + "\nPackage: bash\nVersion: 9\nArchitecture: amd64\n",
                        "a field twice", CONTROL + "Package: bash\n",
                        "no field", "evil\n",
                        "a status of its own", CONTROL + "Status: deinstall ok half-installed\n",
                        "escape sequences", CONTROL.replace("a sample", "\u001b]0;evil\u0007"),
                        "a megabyte of blanks", CONTROL.replace("a sample", "a" + " ".repeat(1_000_000) + "b"))
                .entrySet()) {
            DebBuilder deb = DebBuilder.of(changed.getValue());
            all.put("control file with " + changed.getKey(), deb.build());
        }
        add("control file twice", deb -> deb.control("control", CONTROL.replace("evil", "bash"), 0644));
        add("configuration file elsewhere", deb -> deb.control("conffiles", "/../../etc/shadow\n\u001b[31m\n", 0644));
        add("maintainer script", deb -> deb.control("preinst", "#!/bin/sh\ntouch /tmp/evil\n", 0755));
    }

    private void addHeads() throws IOException {
        add("owner beyond 31 bits", deb -> deb.entry(head("./usr/share/x", 1L << 33, 0)));
        for (long owner : new long[] {-1, 1L << 31, 1L << 32}) {
            all.put(
                    "binary owner " + owner,
                    withData(new RawTar().owned("./usr/share/x", owner, 0).bytes()));
            all.put(
                    "group of an extended header " + owner,
                    withData(new RawTar()
                            .extended("gid", Long.toString(owner))
                            .file("./usr/share/x")
                            .bytes()));
        }
        all.put("size beyond an image", withData(written(head("./usr/share/x", 0, 1L << 33))));
        if (Tries.ALL) {
            all.put("names that fill the memory", withNames(130_000_000));
        }
        add("every bit of a mode", deb -> deb.file("./usr/bin/evil", "evil", 07777));
        add("name by an extended header", deb -> {
            TarArchiveEntry entry = new TarArchiveEntry("./usr/share/x", TarConstants.LF_NORMAL, true);
            entry.addPaxHeader("path", "../../evil");
            deb.entry(entry);
        });
        all.put("name of 64 MiB", withData(longName(64 << 20)));
    }

    private static TarArchiveEntry head(String path, long owner, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL, true);
        entry.setUserId(owner);
        entry.setSize(size);
        return entry;
    }

    private void addFiles() throws IOException {
        DebBuilder good = DebBuilder.of(CONTROL).file("./usr/share/x", "text".repeat(1000), 0644);
        byte[] whole = good.build();
        all.put("no file at all", new byte[0]);
        all.put("half a file", Arrays.copyOf(whole, whole.length / 2));
        all.put("no archive", "<html>".getBytes(StandardCharsets.US_ASCII));
        all.put("no data", ar("debian-binary", "2.0\n", "control.tar", "\0".repeat(1024)));
        all.put(
                "no control file",
                ar("debian-binary", "2.0\n", "control.tar", "\0".repeat(1024), "data.tar", "\0".repeat(1024)));
        all.put("data before control", ar("debian-binary", "2.0\n", "data.tar", "", "control.tar", ""));
        all.put("unknown compression", ar("debian-binary", "2.0\n", "control.tar.evil", "x", "data.tar", ""));
        all.put("damaged compression", ar("debian-binary", "2.0\n", "control.tar.xz", "x".repeat(99), "data.tar", ""));
    }

    /** Of a file's name an extension of the format may say more than its head holds: here more than anybody wants. */
    private static byte[] longName(int length) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(length);
        tar.write(written(entry));
        byte[] name = new byte[length];
        Arrays.fill(name, (byte) 'x');
        tar.write(name);
        return tar.toByteArray();
    }

    private static byte[] written(TarArchiveEntry entry) {
        byte[] head = new byte[512];
        entry.writeEntryHeader(head);
        return head;
    }

    private static byte[] withData(byte[] tar) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(compressed, new LZMA2Options(0))) {
            xz.write(tar);
        }
        return withCompressed(compressed.toByteArray());
    }

    /**
     * A package of empty files with long names, block by block: what writes tars for us encodes each name again and again.
     *
     * @param characters of all names
     */
    private static byte[] withNames(int characters) throws IOException {
        String name = "./usr/share" + "/x".repeat(2000);
        int length = name.length() + 10;
        TarArchiveEntry longName = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        longName.setSize(length);
        byte[] head = new byte[512];
        longName.writeEntryHeader(head);
        byte[] file = new byte[512];
        head("./x", 0, 0).writeEntryHeader(file);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(compressed, new LZMA2Options(0))) {
            for (int written = 0; written < characters; written += length) {
                byte[] text = (name + (1_000_000_000 + written)).getBytes(StandardCharsets.US_ASCII);
                xz.write(head);
                xz.write(Arrays.copyOf(text, (length + 511) / 512 * 512));
                xz.write(file);
            }
            xz.write(new byte[1024]);
        }
        return withCompressed(compressed.toByteArray());
    }

    private static byte[] withCompressed(byte[] tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            add(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            add(ar, "control.tar", controlTar());
            add(ar, "data.tar.xz", tar);
        }
        return bytes.toByteArray();
    }

    private static byte[] controlTar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("./control");
            entry.setSize(CONTROL.length());
            tar.putArchiveEntry(entry);
            tar.write(CONTROL.getBytes(StandardCharsets.US_ASCII));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    /** Members' names and contents in turns. */
    private static byte[] ar(String... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            for (int i = 0; i < members.length; i += 2) {
                add(ar, members[i], members[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }
}
