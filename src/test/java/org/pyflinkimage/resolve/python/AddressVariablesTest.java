package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class AddressVariablesTest {

    private static final String FILE = "a-2026.11.29-py3-none-any.whl";

    private final Map<String, String> values = new HashMap<>(Map.of(
            "TOKEN", "Ab3dEf9hIj2kLm1n",
            "PADDED", "Zm9vYmFyYmF6+/8=",
            "SHORT", "acme",
            "HOST", "packages.example.com",
            "INDEX", "https://packages.example.com/simple",
            "PROJECT", "12345678",
            "VERSION", "2026.11.29",
            "OWNER", "acme-builds"));

    private final AddressVariables variables = new AddressVariables(name -> Optional.ofNullable(values.get(name)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://packages.example.com/${TOKEN}/simple/          | https://packages.example.com/Ab3dEf9hIj2kLm1n/FILE      | TOKEN
            https://packages.example.com/${TOKEN}/simple/          | https://files.example.com/x/Ab3dEf9hIj2kLm1n.y/FILE     | TOKEN
            https://packages.example.com/x?t=${TOKEN}              | https://packages.example.com/FILE?t=Ab3dEf9hIj2kLm1n    | TOKEN
            HTTPS://packages.example.com/${TOKEN}/FILE             | HTTPS://packages.example.com/Ab3dEf9hIj2kLm1n/FILE      | TOKEN
            ${INDEX}/${TOKEN}/                                     | https://packages.example.com/simple/Ab3dEf9hIj2kLm1n/FILE | TOKEN
            https://packages.example.com/${PADDED}/simple/         | https://packages.example.com/Zm9vYmFyYmF6%2B%2F8%3D/FILE | PADDED
            https://me:${TOKEN}@packages.example.com/simple/       | https://packages.example.com/Ab3dEf9hIj2kLm1n/FILE      | TOKEN
            https://${TOKEN}@packages.example.com/simple/          | https://packages.example.com/Ab3dEf9hIj2kLm1n/FILE      | TOKEN
            https://packages.example.com/${OWNER}/simple/          | https://packages.example.com/acme-builds/FILE           | OWNER
            """)
    void aValueThatWouldBeLockedIsTold(String declared, String found, String name) {
        variables.expand(declared);

        assertThat(AccessQuery.problem(file(found), variables)).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-493");
            assertThat(problem.why()).singleElement().asString().contains("the variable `" + name + "`");
            assertThat(problem.remedies().get(0)).contains("`NAME:${" + name + "}@`");
            assertThat(problem.toText()).doesNotContain(values.get(name));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://packages.example.com/${TOKEN}/simple/          | https://packages.example.com/other/FILE
            https://me:${TOKEN}@packages.example.com/simple/       | https://packages.example.com/simple/FILE
            https://${OWNER}:${TOKEN}@packages.example.com/${SHORT}/ | https://packages.example.com/acme-builds/acme/FILE
            https://${HOST}/simple/                                | https://mirror.example.com/packages.example.com/FILE
            ${INDEX}/                                              | https://packages.example.com/simple/FILE
            https://packages.example.com/${PROJECT}/simple/        | https://packages.example.com/12345678/FILE
            https://packages.example.com/${VERSION}/FILE           | https://packages.example.com/2026.11.29/FILE
            https://packages.example.com/${UNSET}/simple/          | https://packages.example.com/Ab3dEf9hIj2kLm1n/FILE
            file:///home/${TOKEN}/FILE                             | file:///home/Ab3dEf9hIj2kLm1n/FILE
            ./${TOKEN}/FILE                                        | https://packages.example.com/Ab3dEf9hIj2kLm1n/FILE
            """)
    void whatIsNoSecretIsLocked(String declared, String found) {
        variables.expand(declared);

        assertThat(AccessQuery.problem(file(found), variables)).isEmpty();
    }

    @Test
    void problemsHaveTheNameInThePlaceOfTheValue() {
        variables.expand("https://packages.example.com/${TOKEN}/${PADDED}/x");
        PyFlinkException failure = Problem.environment("PYF-502", "`https://x/Ab3dEf9hIj2kLm1n/a` is not there")
                .why("asked for Zm9vYmFyYmF6%2B%2F8%3D and Zm9vYmFyYmF6+/8=")
                .remedy("not Ab3dEf9hIj2kLm1n")
                .toException(new IllegalArgumentException("Ab3dEf9hIj2kLm1n"));

        PyFlinkException masked = variables.masked(failure);

        assertThat(masked.problems())
                .containsExactly(Problem.environment("PYF-502", "`https://x/${TOKEN}/a` is not there")
                        .why("asked for ${PADDED} and ${PADDED}")
                        .remedy("not ${TOKEN}"));
        assertThat(masked).hasMessageNotContaining("Ab3d");
        PyFlinkException other = Problem.environment("PYF-502", "nothing").toException();
        assertThat(variables.masked(other)).isSameAs(other);
        assertThat(variables
                        .masked(Problem.environment("PYF-502", "12345678 acme"))
                        .what())
                .isEqualTo("12345678 acme");
    }

    /** They are for {@code mvn -X}, whose output is as public. */
    @Test
    void whatLedToAProblemStaysWithoutTheValue() {
        variables.expand("https://packages.example.com/${TOKEN}/x");
        IOException first = new IOException("Ab3dEf9hIj2kLm1n is not there");
        PyFlinkException failure = Problem.environment("PYF-502", "`https://x/Ab3dEf9hIj2kLm1n/a` is not there")
                .toException(new UncheckedIOException(first));
        first.initCause(failure);

        StringWriter trace = new StringWriter();
        variables.masked(failure).printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString())
                .contains(
                        "MaskedCause: java.io.UncheckedIOException",
                        "MaskedCause: java.io.IOException: ${TOKEN} is not there")
                .contains("at " + getClass().getName() + ".whatLedToAProblemStaysWithoutTheValue")
                .doesNotContain("Ab3d");
    }

    /** The store mends itself by them. */
    @Test
    void damagedFilesAndInterruptionsAreKnownBehindTheMask() {
        variables.expand("https://packages.example.com/${OWNER}/${TOKEN}/x");
        DamagedFile damaged = new DamagedFile(Path.of("/builds/acme-builds/store/a"), "it ends early");
        PyFlinkException around = Problem.environment("PYF-502", "`https://x/Ab3dEf9hIj2kLm1n/a` is not there")
                .toException(damaged);
        PyFlinkException beside = Problem.environment("PYF-502", "`https://x/Ab3dEf9hIj2kLm1n/a` is not there")
                .toException();
        beside.addSuppressed(new IllegalStateException(damaged));
        PyFlinkException ended =
                Problem.environment("PYF-521", "acme-builds was ended").toException();

        assertThat(variables.masked(damaged)).isSameAs(damaged);
        assertThat(variables.masked(ended)).isSameAs(ended);
        assertThat(List.of(around, beside)).allSatisfy(failure -> {
            assertThat(DamagedFile.in(variables.masked(failure))).containsExactly(damaged);
            assertThat(variables.masked(failure)).hasMessageNotContaining("Ab3d");
        });
    }

    @Test
    void pathsOfThisMachineStayAsTheyAre() {
        Path folder = Path.of("/builds/acme-builds/jobs").toAbsolutePath();
        String builds = String.valueOf(folder.getParent());
        AddressVariables own = new AddressVariables(name -> Optional.ofNullable(values.get(name)), folder);
        own.expand("https://packages.example.com/${OWNER}/${TOKEN}/x");

        assertThat(own.masked(Problem.environment("PYF-502", "`%s/a.txt` of `%s`".formatted(folder, builds))
                        .why("`https://x/acme-builds/a`, Ab3dEf9hIj2kLm1n and %s-2".formatted(builds))
                        .remedy("-Dpyflink.store=" + builds + "/store")))
                .isEqualTo(Problem.environment("PYF-502", "`%s/a.txt` of `%s`".formatted(folder, builds))
                        .why("`https://x/${OWNER}/a`, ${TOKEN} and %s-2"
                                .formatted(builds.replace("acme-builds", "${OWNER}")))
                        .remedy("-Dpyflink.store=" + builds + "/store"));
    }

    private static DistributionFile file(String address) {
        return new DistributionFile(
                NormalizedName.of("a"),
                "2026.11.29",
                FILE,
                URI.create(address.replace("FILE", FILE)),
                Optional.empty(),
                OptionalLong.empty());
    }
}
