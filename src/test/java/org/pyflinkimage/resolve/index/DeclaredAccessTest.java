package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.spec.IndexStrategy;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.system.ServerLogins;
import org.pyflinkimage.value.Problem;

class DeclaredAccessTest {

    private static final Path HOME = Path.of("/nonexistent");

    private final Map<String, String> variables = new HashMap<>();
    private final ServerLogins servers = name -> {
        if (name.startsWith("no")) {
            throw Problem.environment("PYF-052", name).toException();
        }
        return new Login("user of " + name, "a b:c@d%/" + name);
    };

    private static DeclaredIndex index(String address, String server) {
        return new DeclaredIndex(
                URI.create(address), Optional.of(server).filter(name -> !name.isEmpty()), false, address);
    }

    private static DeclaredIndex usual(String address) {
        return new DeclaredIndex(URI.create(address), Optional.empty(), true, address);
    }

    private Environment told(DeclaredIndex... indexes) {
        return told(false, indexes);
    }

    private Environment told(boolean offline, DeclaredIndex... indexes) {
        return DeclaredAccess.told(
                new Environment(variables, HOME),
                new DeclaredIndexes(List.of(indexes), Optional.empty()),
                servers,
                offline);
    }

    private static List<String> asked(Environment environment) {
        PythonIndexes known = PythonIndexes.read(environment, HOME);
        return Stream.concat(known.extra().stream(), known.main().stream())
                .map(URI::toString)
                .toList();
    }

    @Test
    void withoutThemNothingIsChanged() {
        variables.put("PIP_INDEX_URL", "https://pip/simple/");

        assertThat(told().variables()).isEqualTo(variables);
    }

    @Test
    void theyComeBeforeThoseOfTheMachine() {
        variables.put("UV_INDEX", "https://machine/a/ x=https://machine/b/");
        variables.put("UV_EXTRA_INDEX_URL", "https://machine/c/");
        variables.put("UV_DEFAULT_INDEX", "https://machine/simple/");

        assertThat(asked(told(index("https://h/a/", ""), index("https://h/b/", ""))))
                .containsExactly(
                        "https://h/a/",
                        "https://h/b/",
                        "https://machine/a/",
                        "https://machine/b/",
                        "https://machine/c/",
                        "https://machine/simple/");
    }

    /** uv knows an index now, and would be told no more of what only pip knows. */
    @Test
    void whatOnlyPipIsToldHoldsBehindThem() {
        variables.put("PIP_INDEX_URL", "https://pip/simple/");
        variables.put("PIP_EXTRA_INDEX_URL", "https://pip/extra/");
        variables.put("PIP_TRUSTED_HOST", "pip");

        Environment told = told(index("https://h/a/", ""));

        assertThat(asked(told)).containsExactly("https://h/a/", "https://pip/extra/", "https://pip/simple/");
        assertThat(told.variable("UV_INSECURE_HOST")).contains("pip");
    }

    @Test
    void aDefaultOneComesInThePlaceOfTheMachines() {
        variables.put("UV_DEFAULT_INDEX", "https://machine/simple/");
        variables.put("UV_INDEX_URL", "https://machine/old/");
        variables.put("UV_INDEX", "https://machine/a/");

        Environment told = told(usual("https://h/simple/"));

        assertThat(asked(told)).containsExactly("https://machine/a/", "https://h/simple/");
        assertThat(told.variable("UV_INDEX_URL")).isEmpty();

        variables.clear();
        variables.put("PIP_INDEX_URL", "https://pip/simple/");
        assertThat(asked(told(usual("https://h/simple/")))).containsExactly("https://h/simple/");
    }

    @Test
    void loginsStandInVariablesOfTheirOwn() {
        Environment told = told(index("https://h/a/", "corp"), index("https://ann:w%40rd@g/", ""));

        assertThat(told.variables().get("UV_INDEX"))
                .matches("pyflink-declared-[0-9a-f-]{36}-1=https://h/a/ pyflink-declared-[0-9a-f-]{36}-2=https://g/");
        assertThat(variable(told, "1_USERNAME")).isEqualTo("user of corp");
        assertThat(variable(told, "1_PASSWORD")).isEqualTo("a b:c@d%/corp");
        assertThat(variable(told, "2_PASSWORD")).isEqualTo("w@rd");
        assertThat(PythonIndexes.read(told, HOME).extra())
                .extracting(Login::ofAddress)
                .containsExactly(
                        Optional.of(new Login("user of corp", "a b:c@d%/corp")), Optional.of(new Login("ann", "w@rd")));
    }

    @Test
    void aLoginWithAnApostropheStandsInNoAddress() {
        Environment told = told(index("https://ann:w'ord@g/", ""));

        assertThat(told.variable("UV_INDEX")).get().asString().endsWith("=https://g/");
    }

    @Test
    void allLoginsThatAreNotThereAreToldAtOnce() {
        assertThatThrownBy(() -> told(index("https://h/a/", "no-1"), index("https://h/b/", "no-2")))
                .hasMessageContainingAll("no-1", "no-2");
    }

    @Test
    void withoutTheNetworkALoginNeedNotBeThere() {
        Environment told = told(true, index("https://h/a/", "no-1"), index("https://h/b/", "corp"));

        assertThat(asked(told)).startsWith("https://h/a/").hasSize(2);
        assertThat(variable(told, "2_USERNAME")).isEqualTo("user of corp");
    }

    @ParameterizedTest
    @CsvSource({"HTTP://nowhere.invalid/a/, corp", "http://ann:word@192.0.2.1:8081/a/, ''", "http://192.0.2.1/a/, corp"
    })
    void nobodyInBetweenReadsALogin(String address, String server) {
        assertThatThrownBy(() -> told(index(address, server)))
                .hasMessageContainingAll("PYF-048", "https://", "-DsendCredentialsOverHttp")
                .message()
                .doesNotContain("word@");
    }

    @Test
    void plainHttpIsGoodWithoutALoginAndOnThisMachine() {
        Environment told = told(
                index("http://192.0.2.1/a/", ""),
                index("http://localhost:1/a/", "corp"),
                index("http://[::1]/", "corp"));

        assertThat(told.variables().keySet())
                .filteredOn(name -> name.endsWith("PASSWORD"))
                .hasSize(2);
    }

    /** uv puts a variable that it has into an address of anybody's. */
    @Test
    void nobodyKnowsTheNamesOfLoginsBeforehand() {
        assertThat(told(index("https://h/a/", "corp")).variables().keySet())
                .filteredOn(name -> name.endsWith("PASSWORD"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(
                        told(index("https://h/a/", "corp")).variables().keySet());
    }

    @Test
    void theyCanBeLeftOut() {
        variables.put("UV_INDEX_CORP_PASSWORD", "own");

        assertThat(DeclaredAccess.withoutLogins(told(index("https://h/a/", "corp")))
                        .variables())
                .containsKeys("UV_INDEX", "UV_INDEX_CORP_PASSWORD")
                .doesNotContainValue("user of corp")
                .doesNotContainValue("a b:c@d%/corp");
    }

    private static String variable(Environment told, String end) {
        return told.variables().entrySet().stream()
                .filter(entry -> entry.getKey().matches("UV_INDEX_PYFLINK_DECLARED_[0-9A-F_]{36}_" + end))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStrategyWinsOverTheMachines() {
        variables.put("UV_INDEX_STRATEGY", "first-index");
        DeclaredIndexes strategy = new DeclaredIndexes(List.of(), Optional.of(IndexStrategy.UNSAFE_BEST_MATCH));

        assertThat(DeclaredAccess.told(new Environment(variables, HOME), strategy, servers, false)
                        .variables())
                .containsExactly(Map.entry("UV_INDEX_STRATEGY", "unsafe-best-match"));
    }
}
