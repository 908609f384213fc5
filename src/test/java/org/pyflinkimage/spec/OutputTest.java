package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {

    @ParameterizedTest
    @EnumSource
    void wordIsReadBack(Output output) {
        assertThat(Output.parse(output.toString())).contains(output);
    }

    @ParameterizedTest
    @CsvSource({"OCI_ARCHIVE, image-oci.tar", "DOCKER_ARCHIVE, image-docker.tar"})
    void archivesOfOneImageLieBesideEachOther(Output output, String fileName) {
        assertThat(output.fileName()).isEqualTo(fileName);
    }

    @ParameterizedTest
    @EnumSource(names = {"DAEMON", "REGISTRY"})
    void othersAreNoFiles(Output output) {
        assertThatIllegalStateException().isThrownBy(output::fileName).withMessageContaining(output.toString());
    }

    @Test
    void otherWordIsNone() {
        assertThat(Output.parse("tar")).isEmpty();
    }
}
