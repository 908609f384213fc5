package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.pyflinkimage.rules.Specs.config;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.Problem;

class ConfigurationKeyRulesTest {

    private static final String ADDRESS = "jobmanager.rpc.address";
    private static final String VARIABLE = "JOB_MANAGER_RPC_ADDRESS";

    /** The entrypoint has its variable of lines after that of the address, as docs/running.md says. */
    @ParameterizedTest
    @CsvSource({
        "'', a, b, the entrypoint writes the lines of `FLINK_PROPERTIES` over the other variable's value",
        "c, a, b, the entrypoint writes the lines of `FLINK_PROPERTIES` over the other variable's value",
        "a, '', b, the entrypoint writes the variable's value over the configured one",
    })
    void lastAddressHolds(String configured, String line, String variable, String why) {
        Map<String, String> environment = line.isEmpty()
                ? Map.of(VARIABLE, variable)
                : Map.of(VARIABLE, variable, "FLINK_PROPERTIES", ADDRESS + ": " + line);
        assertThat(Judged.by(
                        "PYF-207",
                        config("2.3.0", configured.isEmpty() ? Map.of() : Map.of(ADDRESS, configured))
                                .withContainer(Containers.environment(environment))))
                .singleElement()
                .extracting(Problem::toText, STRING)
                .contains("two addresses of the JobManager: `jobmanager.rpc.address: a`", why);
    }
}
