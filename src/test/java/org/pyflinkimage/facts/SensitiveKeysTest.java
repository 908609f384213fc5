package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of the distributions 1.17.1 and 2.3.0 that has a word by which Flink hides values, and some of its file systems. */
class SensitiveKeysTest {

    @ParameterizedTest
    @CsvSource({
        "kubernetes.container.image.pull-secrets, false",
        "kubernetes.env.secretKeyRef, false",
        "kubernetes.secrets, false",
        "mesos.resourcemanager.framework.secret, true",
        "security.delegation.token.provider.hadoopfs.enabled, false",
        "security.delegation.token.provider.s3.access-key, false",
        "security.delegation.token.provider.s3.secret-key, true",
        "security.delegation.tokens.enabled, false",
        "security.delegation.tokens.renewal.retry.backoff, false",
        "security.delegation.tokens.renewal.time-ratio, false",
        "security.kerberos.fetch.delegation-token, false",
        "security.kerberos.tokens.renewal.retry.backoff, false",
        "security.kerberos.tokens.renewal.time-ratio, false",
        "security.ssl.internal.key-password, true",
        "security.ssl.internal.keystore-password, true",
        "security.ssl.internal.truststore-password, true",
        "security.ssl.rest.key-password, true",
        "user.artifacts.http-headers, true",
        "yarn.security.appmaster.delegation.token.services, false",
        "s3.secret-key, true",
        "S3.Secret.Key, true",
        "fs.azure.account.key, true",
        "fs.azure.account.key.a.blob.core.windows.net, true",
        "fs.azure.account.oauth2.client.secret, true",
        "fs.azure.account.oauth2.token.file, false",
        "properties.sasl.jaas.config, true",
        "metrics.reporter.dghttp.apikey, true",
        "metrics.reporter.a.api-key, true",
        "a.profile.secret-profile, true",
        "rest.port, false"
    })
    void keyOfASecretIsTold(String key, boolean secret) {
        assertThat(Facts.shipped().configuration().sensitive().holdsSecret(key)).isEqualTo(secret);
    }
}
