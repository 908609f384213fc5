package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.inspect.ArchiveReader;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** An image with a newer package than its base has, as a container finds it. */
class RenewedPackagesTest extends LayeredScene {

    private static final UnixPath STATUS = UnixPath.of("/var/lib/dpkg/status");

    @Test
    void ofTheOlderPackageNothingIsLeft() throws IOException {
        ImageReference base = BaseShape.temurin()
                .installed("acme", "0.9-1")
                .file("usr/bin/acme = old")
                .file("usr/bin/acme-gone = old")
                .file("usr/lib/acme/old/plugin = old")
                .file("""
                        var/lib/dpkg/info/acme.list = /.
                        /usr
                        /usr/bin
                        /bin/acme
                        /bin/acme-gone
                        /usr/lib
                        /usr/lib/acme
                        /usr/lib/acme/old
                        /usr/lib/acme/old/plugin
                        """)
                .file("var/lib/dpkg/info/acme.postrm = old")
                .tagged(registry);
        Deb deb = added(DebBuilder.named("acme")
                .file("./usr/bin/acme", "new", 0755)
                .file("./usr/lib/acme/new/plugin", "new", 0644));
        Request request = BaseRequests.of(tiny, registry, base, List.of("oci-archive"), CODE);
        withPackage(request, deb);

        ImageView view = view(build(request));

        assertThat(text(view, "/usr/bin/acme")).isEqualTo("new");
        assertThat(text(view, "/usr/lib/acme/new/plugin")).isEqualTo("new");
        assertThat(List.of("/bin/acme-gone", "/usr/lib/acme/old", "/var/lib/dpkg/info/acme.postrm"))
                .allSatisfy(gone -> assertThat(view.find(UnixPath.of(gone))).isEmpty());
        assertThat(InstalledPackage.ofStatus(text(view, STATUS.value())))
                .extracting(there -> there.name() + " " + there.version())
                .containsExactly("libc6 2.36-9+deb12u10", "acme 1.0-1");
        assertThat(tiny.log.lines).contains("warn PYF-963");
    }

    private Deb added(DebBuilder builder) throws IOException {
        return tiny.add(builder).plan().contents().debs().stream()
                .filter(deb -> deb.name().equals(builder.field("Package")))
                .findFirst()
                .orElseThrow();
    }

    private static void withPackage(Request request, Deb deb) throws IOException {
        LockFile lock =
                LockFileCodec.read(Files.readString(request.lockFile()), "pyflink.lock", any -> Optional.empty());
        Plan plan = lock.plans().get(0);
        SortedMap<Source, URI> sources = new TreeMap<>(lock.sources());
        sources.put(Source.archive("debian"), URI.create("http://127.0.0.1:9/"));
        Files.writeString(
                request.lockFile(),
                LockFileCodec.write(new LockFile(
                        sources, List.of(plan.withContents(plan.contents().withDebs(List.of(deb)))))));
    }

    private ImageView view(BuiltImage built) {
        Path archive = built.archive().orElseThrow();
        ArchivedImage image = new ArchivedImage(
                ArchivedImage.Form.OCI_ARCHIVE, String.valueOf(archive.getFileName()), Optional.empty());
        return new ArchiveReader(tiny.store(), Bounds.USUAL, new KeptLog())
                .read(image, image, archive, Platform.LINUX_AMD64, OpenImage::view);
    }

    private static String text(ImageView view, String path) {
        return new String(view.read(List.of(UnixPath.of(path))).get(UnixPath.of(path)), StandardCharsets.UTF_8);
    }
}
