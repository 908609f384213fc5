package org.pyflinkimage.build.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class ContainerAccessTest {

    private static final Combination COMBINATION =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    @TempDir
    private Path home;

    @Test
    void bundlesOfAuthoritiesGoTogether() throws IOException {
        Path one = Files.writeString(home.resolve("one.pem"), "one");
        Path other = Files.writeString(home.resolve("other.pem"), "other");

        SortedMap<String, byte[]> files = files(Map.of(
                "SSL_CERT_FILE", one.toString(),
                "PIP_CERT", other.toString(),
                "CURL_CA_BUNDLE", one.toString(),
                "REQUESTS_CA_BUNDLE", "/missing"));

        assertThat(files.get("authorities.pem")).asString().isEqualTo("one\nother\n\n");
        assertThat(files.get("pip.conf")).asString().contains("cert = /run/secrets/authorities.pem\n");
    }

    @Test
    void bundleThatCannotBeReadIsNone() {
        assertThat(files(Map.of("SSL_CERT_FILE", "/missing"))).doesNotContainKey("authorities.pem");
    }

    /** Of each image for itself: another one may have other requirements. */
    @Test
    void pipLooksWhereTheImagesRequirementsSay() throws IOException {
        Path file = Files.writeString(
                home.resolve("requirements.txt"), "--index-url https://index.example.com/simple\nnumpy\n");
        ImageSpec spec = spec().with(DeclaredContents.none().withRequirements(DiskProject.requirements(file)));

        assertThat(files(Map.of(), spec).get("pip.conf"))
                .asString()
                .contains("[global]\nindex-url = https://index.example.com/simple\n");
        assertThat(files(Map.of()).get("pip.conf")).asString().doesNotContain("://");
    }

    private SortedMap<String, byte[]> files(Map<String, String> variables) {
        return files(variables, spec());
    }

    private SortedMap<String, byte[]> files(Map<String, String> variables, ImageSpec spec) {
        Environment environment = new Environment(variables, home);
        AskedPlaces places = AskedPlaces.of(environment, spec.requirements(), List.of());
        return new ContainerAccess(environment, new Reach(Logins.none(), address -> true))
                .files(spec, places, plan(), new LockFile(new TreeMap<>(), List.of()));
    }

    private static ImageSpec spec() {
        return ImageSpec.plain(COMBINATION, ImageReference.of("image:tag"));
    }

    private static Plan plan() {
        return Plans.of(COMBINATION, Sha256.of("declaration"));
    }
}
