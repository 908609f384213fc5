package org.pyflinkimage.rules;

import static org.pyflinkimage.rules.Specs.config;

import java.util.List;
import java.util.Map;
import org.pyflinkimage.rules.Provocations.Provocation;

/** Images whose settings are none of Flink's options, or have values that those do not take. */
final class OptionProvocations {

    private OptionProvocations() {}

    static List<Provocation> all() {
        return List.of(
                of("PYF-231", "a misspelt key", "2.3.0", "taskmanager.numberOfTaskSlot", "2"),
                of("PYF-231", "a key that nobody has", "2.3.0", "taskmanager.favourite-colour", "blue"),
                of("PYF-232", "a key of older lines", "2.3.0", "akka.watch.threshold", "12"),
                of(
                        "PYF-232",
                        "a key of newer lines",
                        "1.17.2",
                        "execution.checkpointing.savepoint-dir",
                        "file:///data"),
                of("PYF-233", "an old key", "1.20.5", "state.backend", "hashmap"),
                of("PYF-234", "a word for a number", "2.3.0", "parallelism.default", "four"),
                of("PYF-234", "a unit that is none", "2.3.0", "execution.checkpointing.interval", "10 sek"),
                of("PYF-234", "a word that is none of them", "2.3.0", "execution.checkpointing.mode", "twice"),
                of(
                        "PYF-235",
                        "a jar that nothing brings",
                        "2.3.0",
                        "pipeline.jars",
                        "file:///opt/flink/usrlib/udf.jar"),
                of("PYF-235", "a path for an address", "2.3.0", "pipeline.classpaths", "/opt/udf.jar"),
                of(
                        "PYF-236",
                        "a reporter of others",
                        "2.3.0",
                        "metrics.reporter.own.factory.class",
                        "org.example.ReporterFactory"),
                of(
                        "PYF-236",
                        "a reporter for a factory",
                        "2.3.0",
                        "metrics.reporter.prom.factory.class",
                        "org.apache.flink.metrics.prometheus.PrometheusReporter"),
                of(
                        "PYF-236",
                        "a reporter by its class, before that was removed",
                        "1.20.5",
                        "metrics.reporter.prom.class",
                        "org.apache.flink.metrics.prometheus.PrometheusReporter"));
    }

    private static Provocation of(String code, String story, String flink, String key, String value) {
        return Provocations.of(code, story, config(flink, Map.of(key, value)));
    }
}
