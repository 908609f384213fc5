package org.pyflinkimage.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.pyflinkimage.python.WheelBuilder;

/** Wheels of somebody who wants more than to be installed, by what they are. */
final class HostileWheels {

    static final String FILE_NAME = "evil-1.0-py3-none-any.whl";

    private final Map<String, byte[]> all = new LinkedHashMap<>();
    private final Path folder;

    private HostileWheels(Path folder) {
        this.folder = folder;
    }

    /** @param folder to write them to */
    static Map<String, byte[]> all(Path folder) throws IOException {
        HostileWheels wheels = new HostileWheels(folder);
        wheels.addPaths();
        wheels.addSchemes();
        wheels.addRecords();
        wheels.addTexts();
        wheels.addReplacements();
        wheels.addFiles();
        return wheels.all;
    }

    private void add(String what, Consumer<WheelBuilder> evil) throws IOException {
        WheelBuilder wheel = new WheelBuilder("evil", "1.0");
        evil.accept(wheel);
        Path file = wheel.write(Files.createDirectories(folder));
        all.put(what, Files.readAllBytes(file));
    }

    private void addPaths() throws IOException {
        for (String path : new String[] {
            "../evil.py",
            "a/../../evil.py",
            "/etc/evil",
            "a\\..\\evil.py",
            "C:/evil.py",
            "a//b.py",
            "./evil.py",
            "a/./b.py",
            ".."
        }) {
            add("file at " + path, wheel -> wheel.file(path, "evil"));
        }
        add("line break in a name", wheel -> wheel.file("a\nb.py", "evil"));
        add("escape sequence in a name", wheel -> wheel.file("\u001b[31m\u0007.py", "evil"));
        add("NUL in a name", wheel -> wheel.file("a\0b.py", "evil"));
        add("name of 300 bytes", wheel -> wheel.file("x".repeat(300), "evil"));
        add("path of 5000 bytes", wheel -> wheel.file("x/".repeat(2500) + "y", "evil"));
        add("path of 60000 bytes", wheel -> wheel.file("x/".repeat(30_000) + "y", "evil"));
        add("file twice", wheel -> wheel.file("a.py", "one").entry("a.py", "other", 0100644, ZipEntry.DEFLATED));
        add("file and folder of one name", wheel -> wheel.file("a", "one").file("a/b.py", "other"));
        add("symbolic link", wheel -> wheel.entry("a.py", "/etc/passwd", 0120777, ZipEntry.DEFLATED));
        add("device", wheel -> wheel.entry("a.py", "", 0020666, ZipEntry.DEFLATED));
    }

    private void addSchemes() throws IOException {
        for (String path : new String[] {
            "scripts/python",
            "scripts/python3.11",
            "scripts/../../../etc/evil",
            "data/../../evil",
            "data/pyvenv.cfg",
            "data/bin/python",
            "headers/evil.h",
            "unknown/evil",
            "purelib/../evil.py",
            "platlib/pyflink/table.py"
        }) {
            add("scheme " + path, wheel -> wheel.file(wheel.scheme(path), "#!python\nevil\n"));
        }
        for (String command : new String[] {
            "../../../etc/evil = a:b",
            "/etc/evil = a:b",
            "python = os:system",
            "x = os;evil:b",
            "x = a:b()",
            "\u001b[31m = a:b"
        }) {
            add(
                    "command " + command,
                    wheel -> wheel.file(wheel.distInfo("entry_points.txt"), "[console_scripts]\n" + command + "\n"));
        }
    }

    private void addRecords() throws IOException {
        add("no RECORD", WheelBuilder::withoutRecord);
        add("no such RECORD", wheel -> wheel.recordLine("x", "\"\n"));
        add("RECORD of another file", wheel -> wheel.file("a.py", "evil").recordLine("a.py", "a.py,sha256=AAAA,4\n"));
        add("RECORD with a weak sum", wheel -> wheel.file("a.py", "evil").recordLine("a.py", "a.py,md5=AAAA,4\n"));
        add("RECORD without a file", wheel -> wheel.file("a.py", "evil").recordLine("a.py", ""));
        add("RECORD of a file that is not there", wheel -> wheel.recordLine("x", "x.py,sha256=AAAA,4\n"));
        add("RECORD of files outside", wheel -> wheel.recordLine("x", "../../../../etc/passwd,,\n"));
        add("RECORD of a megabyte in one line", wheel -> wheel.recordLine("x", "=".repeat(1_000_000) + "\n"));
    }

    private void addTexts() throws IOException {
        metadata("another name", "Name: good\nVersion: 1.0\n");
        metadata("another version", "Name: evil\nVersion: 2.0\n");
        metadata("no name", "Version: 1.0\n");
        metadata("a name that is none", "Name: ../evil\nVersion: 1.0\n");
        metadata("a requirement of brackets", requiring("x; " + "(".repeat(100_000)));
        metadata("a requirement of versions", requiring("x" + "==1,".repeat(100_000) + "==1"));
        metadata("a requirement of a long version", requiring("x==1" + ".1".repeat(100_000)));
        metadata("a requirement that is none", requiring("x @ \u001b[31m`id`"));
        metadata("a requirement that is not there", requiring("not-there>=1"));
        add("unknown form", wheel -> wheel.file(wheel.distInfo("WHEEL"), "Wheel-Version: 2.0\n"));
        add("no form", wheel -> wheel.without(wheel.distInfo("WHEEL")).recordLine(wheel.distInfo("WHEEL"), ""));
        add("two of its folders", wheel -> wheel.file("good-1.0.dist-info/METADATA", "Name: good\nVersion: 1.0\n"));
    }

    private void metadata(String what, String text) throws IOException {
        add("METADATA with " + what, wheel -> wheel.file(wheel.distInfo("METADATA"), "Metadata-Version: 2.1\n" + text));
    }

    private static String requiring(String requirement) {
        return "Name: evil\nVersion: 1.0\nRequires-Dist: " + requirement + "\n";
    }

    private void addReplacements() throws IOException {
        for (String path : new String[] {
            "pyflink/table.py",
            "pyflink",
            "apache_flink-2.2.1.dist-info/RECORD",
            "apache_flink-2.2.1.dist-info/METADATA",
            "sitecustomize.py",
            "evil.pth",
            "__pycache__/table.cpython-311.pyc"
        }) {
            add("brings " + path, wheel -> wheel.file(path, "import os"));
        }
    }

    private void addFiles() throws IOException {
        WheelBuilder good = new WheelBuilder("evil", "1.0").file("a.py", "text".repeat(1000));
        byte[] whole = Files.readAllBytes(good.write(folder));
        all.put("no file at all", new byte[0]);
        all.put("half a file", Arrays.copyOf(whole, whole.length / 2));
        all.put("no archive", "<html>".getBytes(StandardCharsets.US_ASCII));
        all.put("bytes before it", concatenated("evil".getBytes(StandardCharsets.US_ASCII), whole));
        for (int at : new int[] {6, 8, 14, 18, 22, 26}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            all.put("byte %s of its first head changed".formatted(at), changed);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
