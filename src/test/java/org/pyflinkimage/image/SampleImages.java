package org.pyflinkimage.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pyflinkimage.layer.FolderStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.layer.PackageFile;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** Small images made in a test's folder, the same each time. */
public final class SampleImages {

    private static final Origin SYSTEM = new Origin(LayerKind.OPERATING_SYSTEM, "base-files");
    private static final Origin PYTHON = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");

    private SampleImages() {}

    public static AssembledImage image(Path folder) throws IOException {
        return image(folder, Platform.LINUX_AMD64);
    }

    public static AssembledImage image(Path folder, Platform platform) throws IOException {
        return image(folder, platform, Compression.GZIP);
    }

    static AssembledImage image(Path folder, Platform platform, Compression compression) throws IOException {
        FileTree tree = new FileTree();
        tree.add(SYSTEM, UnixPath.of("/usr/bin/su"), new RegularFile(04755, Owner.ROOT, Content.of("su")));
        tree.add(SYSTEM, UnixPath.of("/bin"), FileNode.link("usr/bin"));
        tree.add(
                SYSTEM,
                UnixPath.of("/etc/passwd"),
                FileNode.file("root:x:0:0::/:/bin/sh\nflink:x:9999:9999::/opt/flink:\n"));
        tree.add(SYSTEM, UnixPath.of("/etc/platform"), FileNode.file(platform.toString()));
        PackageFile wheel = new PackageFile(folder.resolve("numpy.whl"));
        tree.add(PYTHON, UnixPath.of("/opt/venv/lib/core.so"), FileNode.program(wheel.add(PackageFile.noise(200_000))));
        tree.add(
                PYTHON,
                UnixPath.of("/opt/venv/lib/core2.so"),
                new HardLink(UnixPath.of("/opt/venv/lib/core.so"), 0755, Owner.ROOT));
        tree.add(
                PYTHON,
                UnixPath.of("/opt/venv/lib/" + "long/".repeat(60) + "né.py"),
                FileNode.file(wheel.add(PackageFile.noise(100))));
        List<Layer> layers =
                new LayerBuilder(new FolderStore(folder.resolve("store"))).build(tree.slices(), compression);
        return uponNothing(configuration(platform), layers);
    }

    /** An image all of whose layers are its own. */
    public static AssembledImage uponNothing(ImageConfiguration configuration, List<Layer> layers) {
        return new AssembledImage(configuration, layers, Optional.empty());
    }

    static ImageConfiguration configuration(Platform platform) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/opt/flink/bin:/opt/venv/bin:/usr/bin");
        environment.put("FLINK_HOME", "/opt/flink");
        environment.put("A_LATER_ONE", "a=b c");
        return new ImageConfiguration(
                platform,
                Instant.parse("2026-11-20T10:11:12.345Z"),
                environment,
                List.of("/docker-entrypoint.sh"),
                List.of("help"),
                ContainerUser.FLINK,
                UnixPath.of("/opt/flink"),
                new TreeSet<>(List.of(ContainerPort.tcp(8081), ContainerPort.tcp(6123))),
                new TreeSet<>(),
                Map.of("org.opencontainers.image.version", "2.2.1", "a", "b"),
                Map.of("org.opencontainers.image.source", "https://example.com/x", "another", "one"));
    }
}
