package org.pyflinkimage.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** A small system that is there, and packages that come upon it. */
class UponSystemFixture {

    static final Origin BASE = new Origin(LayerKind.BASE, "base");
    static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Version: 2.36-9
            Architecture: amd64
            Maintainer: J\u00fcrgen

            Package: openjdk
            Status: deinstall ok config-files
            Version: 0
            Architecture: amd64
            """;

    @TempDir
    private Path folder;

    final TreeMap<UnixPath, FileTree.Entry> base = new TreeMap<>();
    private final List<Path> packed = new ArrayList<>();

    @BeforeEach
    void layTheSystemDown() {
        directory("/usr/bin");
        directory("/etc/alternatives");
        directory("/etc/ssl/certs");
        directory("/usr/share/ca-certificates");
        directory("/usr/local/share/ca-certificates");
        directory("/var/lib/dpkg/info");
        below("/bin", FileNode.link("usr/bin"));
        below("/usr/bin/sh", FileNode.link("dash"));
        below("/usr/bin/dash", new RegularFile(0755, FileNode.directory().owner(), new Content.Below(1, "dash")));
        status(STATUS.getBytes(StandardCharsets.ISO_8859_1));
    }

    void status(byte[] bytes) {
        below("/var/lib/dpkg/status", FileNode.file(Content.of(bytes)));
    }

    void directory(String path) {
        UnixPath each = UnixPath.of(path);
        if (!each.isRoot() && !base.containsKey(each)) {
            directory(each.parent().value());
            base.put(each, new FileTree.Entry(each, FileNode.directory(), BASE));
        }
    }

    void below(String path, FileNode node) {
        base.put(UnixPath.of(path), new FileTree.Entry(UnixPath.of(path), node, BASE));
    }

    void pack(DebBuilder builder) throws IOException {
        Path deb = folder.resolve(packed.size() + ".deb");
        Files.write(deb, builder.build());
        Path form = folder.resolve(packed.size() + ".packed");
        PackedDebs.pack(deb, form, form.getFileName().toString());
        packed.add(form);
    }

    FileTree install() {
        FileTree tree = FileTree.over(List.copyOf(base.values()));
        DebianSystem.of(packed)
                .installUpon(tree, new SystemOptions(new JavaVersion(17), Optional.empty(), Platform.LINUX_AMD64));
        return tree;
    }

    static byte[] bytes(FileTree tree, String path) {
        return ((RegularFile) tree.follow(UnixPath.of(path))
                        .orElseThrow(() -> new AssertionError("no " + path))
                        .node())
                .content()
                .bytes();
    }

    static String text(FileTree tree, String path) {
        return new String(bytes(tree, path), StandardCharsets.UTF_8);
    }
}
