package org.pyflinkimage.rules;

import static org.pyflinkimage.rules.Provocations.NEWEST;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.spec;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pyflinkimage.rules.Provocations.Provocation;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.DeclaredSettings;

/** Images that would carry a secret. */
final class SecretProvocations {

    private SecretProvocations() {}

    static List<Provocation> all() {
        return List.of(
                Provocations.of("PYF-230", "a secret", environment("AWS_SECRET_ACCESS_KEY", "not-to-be-shown")),
                Provocations.of(
                        "PYF-230",
                        "a login in an address",
                        environment("MIRROR", "https://me:not-to-be-shown@example.com/")),
                Provocations.of(
                        "PYF-230",
                        "a label with a login",
                        declaring(DeclaredSettings.standard()
                                .withLabels(Map.of("com.example.url", "https://me:not-to-be-shown@example.com/")))),
                Provocations.of(
                        "PYF-230",
                        "an annotation called a token",
                        declaring(DeclaredSettings.standard()
                                .withAnnotations(Map.of("com.example.token", "not-to-be-shown")))),
                Provocations.of(
                        "PYF-230",
                        "a setting that Flink hides",
                        config("2.3.0", Map.of("fs.azure.account.key.a.blob.core.windows.net", "not-to-be-shown"))),
                Provocations.of(
                        "PYF-230",
                        "files of the job",
                        subject(NEWEST)
                                .withTexts(new Texts(
                                        Map.of(),
                                        Map.of(),
                                        Set.of(),
                                        Map.of("a private key", List.of("client.key", "conf/server.pem"))))));
    }

    private static Subject environment(String name, String value) {
        return config("2.3.0", Map.of()).withContainer(Containers.environment(Map.of(name, value)));
    }

    private static Subject declaring(DeclaredSettings settings) {
        return Subject.of(spec(NEWEST).with(settings));
    }
}
