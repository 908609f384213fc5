package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.subject;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.debian.DebianResolver;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/** What the resolver can serve is what the rules see as served, and the other way round. */
class SuitesAgreementTest {

    private static final Facts FACTS = Facts.shipped();
    private static final Pattern REMEDY = Pattern.compile("one of (?<values>.*) in `<(?<element>java|python)>.*");

    /** Every Java that a suite or a Flink has, with every Python that there is. */
    static Stream<Combination> combinations() {
        Set<JavaVersion> javas = new TreeSet<>(FACTS.javas());
        FACTS.suites().all().forEach(suite -> javas.addAll(suite.java()));
        return javas.stream().flatMap(java -> FACTS.pythons().keySet().stream().map(python -> cell(java, python)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void rulesAndResolverAgree(Combination combination) {
        assertThat(refusal(combination).isEmpty()).isEqualTo(isServed(combination));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void whatARefusalProposesIsServed(Combination combination) {
        List<String> remedies = refusal(combination).map(Problem::remedies).orElse(List.of());

        for (String remedy : remedies) {
            Matcher parts = REMEDY.matcher(remedy);
            for (String value : parts.matches() ? parts.group("values").split(", ") : new String[0]) {
                Combination changed = parts.group("element").equals("java")
                        ? cell(new JavaVersion(Integer.parseInt(value)), combination.python())
                        : cell(combination.java(), PythonMinor.parse(value).orElseThrow());
                assertThat(isServed(changed)).as("%s of %s", value, remedy).isTrue();
            }
        }
    }

    private static Optional<Problem> refusal(Combination combination) {
        return new Compatibility(FACTS, Overrides.parse(Map.of()))
                .check(subject(combination)).problems().stream()
                        .filter(problem -> problem.code().equals("PYF-120"))
                        .findFirst();
    }

    @Test
    void everySuiteIsServedWithEachOfItsJavas() {
        for (Suite suite : FACTS.suites().all()) {
            for (JavaVersion java : suite.java()) {
                assertThat(isServed(cell(java, suite.python()))).as("%s", suite).isTrue();
            }
        }
    }

    private static Combination cell(JavaVersion java, PythonMinor python) {
        return new Combination(FACTS.releases().lastKey(), java, python, Platform.LINUX_AMD64);
    }

    /** Whether the resolver chooses a suite, whose Release file it then does not believe. */
    private static boolean isServed(Combination combination) {
        DebianSurroundings surroundings = new DebianSurroundings(
                new AptSources(List.of()),
                Keyring.shipped(),
                ReleaseDates.none(),
                Instant.parse("2026-11-25T00:00:00Z"),
                SilentLog.INSTANCE);
        Hints hints = new Hints(
                Optional.of(URI.create("https://archive.example.com/")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try {
            new DebianResolver(new UnsignedArchive(), surroundings, (image, platform) -> {
                        throw new AssertionError("nobody needs " + image);
                    })
                    .resolve(combination, hints, DeclaredPython.any(), List.of());
            throw new AssertionError("an unsigned archive has served " + combination);
        } catch (PyFlinkException e) {
            String code = e.problems().get(0).code();
            assertThat(code).isIn("PYF-302", "PYF-307");
            return code.equals("PYF-307");
        }
    }

    /** An archive that has every suite, each without a signature. */
    private static final class UnsignedArchive implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.of(new byte[0]);
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            throw new AssertionError(address);
        }
    }
}
