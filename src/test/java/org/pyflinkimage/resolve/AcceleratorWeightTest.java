package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Sha256;

class AcceleratorWeightTest {

    private static Wheel wheel(String name, long megabytes) {
        return new Wheel(
                NormalizedName.of(name),
                "1",
                name + ".whl",
                new Location(Source.PYTHON, name + ".whl"),
                Sha256.of(name),
                megabytes * 1_000_000);
    }

    /** {@code torch=900 nvidia-cublas=600}, in megabytes. */
    private static Optional<Problem> note(String packages) {
        List<Wheel> wheels = new ArrayList<>();
        for (String each : packages.split(" ", -1)) {
            String[] parts = each.split("=", -1);
            wheels.add(wheel(parts[0], Long.parseLong(parts[1])));
        }
        return AcceleratorWeight.note(Plans.empty().combination(), wheels);
    }

    @Test
    void whatTorchBringsIsTold() {
        Problem problem = note("torch=900 nvidia-cublas=594 nvidia-cudnn-cu13=700 cuda-bindings=12 triton=155 numpy=18"
                        + " nvidia-nccl-cu13=289")
                .orElseThrow();

        assertThat(problem.severity()).isEqualTo(Severity.NOTE);
        assertThat(problem.toText())
                .startsWith("[PYF-475] 1.8 GB of what Flink 2.2.1, Java 17, Python 3.11")
                .contains(
                        "`nvidia-cudnn-cu13` (700.0 MB), `nvidia-cublas` (594.0 MB), `nvidia-nccl-cu13` (289.0 MB) and 2 more")
                .contains("`torch` asks for them")
                .contains("`torch==VERSION+cpu`", "in place of `torch`", "-Dpyflink.requirements");
    }

    @Test
    void eachThatAsksIsNamed() {
        assertThat(note("torch=900 xgboost=220 nvidia-nccl-cu12=300")
                        .orElseThrow()
                        .toText())
                .contains("`torch` and `xgboost` ask for them", "`torch==VERSION+cpu`", "`xgboost-cpu`");
    }

    @Test
    void nobodyMayBeKnownToAsk() {
        assertThat(note("mine=1 cupy-cuda12x=300").orElseThrow().toText())
                .contains("300.0 MB of what", "`cupy-cuda12x` (300.0 MB)", "-Dpyflink.requirements")
                .doesNotContain("` ask");
    }

    @ParameterizedTest
    @CsvSource({"numpy=900", "torch=900", "torch=200 nvidia-ml-py=1", "tritonclient=900", "nvidia=900"})
    void otherPackagesAreLeftInPeace(String packages) {
        assertThat(note(packages)).isEmpty();
    }
}
