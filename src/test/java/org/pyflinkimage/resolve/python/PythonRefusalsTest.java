package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.inline;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Platform;

/** What is said where there is no answer, or none that can be locked. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class PythonRefusalsTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @Test
    void signedAddressesAreNotLocked() {
        String address = scene.index().files() + "extra/extra-1.0-py3-none-any.whl?X-Amz-Signature=secret";

        assertThatThrownBy(() -> scene.resolve(inline("extra @ " + address)))
                .hasMessageContaining("[PYF-493]")
                .hasMessageContaining("X-Amz-Signature")
                .hasMessageNotContaining("secret");
    }

    @Test
    void contradictionsComeWithUvsDerivation() {
        assertThatThrownBy(() -> scene.resolve(inline("extra==1.0", "extra==2.0")))
                .hasMessageContaining("PYF-485")
                .hasMessageContaining("you require extra==1.0 and extra==2.0")
                .hasMessageContaining("<requirements>");
    }

    @Test
    void packagesWithoutWheelAreNamed() {
        scene.index().sdist("source", "source-1.0.tar.gz");

        assertThatThrownBy(() -> scene.resolve(inline("source==1.0")))
                .hasMessageContaining("[PYF-486] `source==1.0` has no wheel for Python 3.11 on linux/amd64");
    }

    @Test
    void flinksWithoutWheelsForThePlatformAreRefused() {
        assertThatThrownBy(() -> scene.resolve("1.20.5", Platform.LINUX_ARM64, PythonRequirements.none()))
                .hasMessageContaining("[PYF-486] `pemja==0.4.1` has no wheel for linux/arm64")
                .hasMessageContaining("linux/amd64</platform>");
    }

    @Test
    void unknownPackagesAreNamed() {
        assertThatThrownBy(() -> scene.resolve(inline("no-such-thing")))
                .hasMessageContaining("[PYF-487] The package index does not have `no-such-thing`");
    }

    @Test
    void malformedRequirementsAreQuoted() {
        assertThatThrownBy(() -> scene.resolve(inline("extra=>1")))
                .hasMessageContaining("PYF-488")
                .hasMessageContaining("extra=>1");
    }

    @Test
    void anUnreachableIndexIsAProblemOfTheSurroundings() {
        scene.index().close();

        assertThatThrownBy(() -> scene.resolve(PythonRequirements.none())).hasMessageContaining("PYF-490");
    }
}
