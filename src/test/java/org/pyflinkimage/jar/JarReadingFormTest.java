package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JarReadingFormTest {

    private final JarReading reading = new JarBytes()
            .service(Service.FACTORY, "a.Kafka")
            .with(
                    ClassFile.named("a/Kafka").giving("factoryIdentifier", "kafka"),
                    ClassFile.named("org/apache/flink/A").field("f", "I").calling("org/apache/flink/B", "m", "()V"),
                    ClassFile.named("a/Handler").implementing("org/kafka/Handler"))
            .read(ClassDepth.REFERENCES);

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(reading.services()).isNotEmpty();
        assertThat(reading.references()).isNotEmpty();
        assertThat(reading.above()).isNotEmpty();

        assertThat(JarReadingForm.read(JarReadingForm.write(reading))).isEqualTo(reading);
    }

    @Test
    void sameReadingHasTheSameBytes() throws IOException {
        assertThat(JarReadingForm.write(reading)).isEqualTo(JarReadingForm.write(reading));
    }

    @Test
    void cutBytesAreNoReading() throws IOException {
        byte[] whole = JarReadingForm.write(reading);

        assertThatThrownBy(() -> JarReadingForm.read(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JarReadingForm.read(new byte[0])).isInstanceOf(IOException.class);
    }
}
