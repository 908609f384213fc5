package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A Java program, compiled for the oldest Java among the images, that counts the authorities which Java trusts by itself. */
final class TrustCheck {

    static final String CLASS = "CountAuthorities";

    private static final String SOURCE = """
            import java.security.KeyStore;
            import java.util.Arrays;
            import javax.net.ssl.TrustManagerFactory;
            import javax.net.ssl.X509TrustManager;

            public class CountAuthorities {
                public static void main(String[] arguments) throws Exception {
                    TrustManagerFactory factory =
                            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                    factory.init((KeyStore) null);
                    System.out.println(Arrays.stream(factory.getTrustManagers())
                            .mapToInt(manager -> ((X509TrustManager) manager).getAcceptedIssuers().length)
                            .sum());
                }
            }
            """;

    private TrustCheck() {}

    /** The folder with the compiled program. */
    static Path compile() {
        Path folder = Folders.empty("trust");
        try {
            Path source = Files.writeString(folder.resolve(CLASS + ".java"), SOURCE);
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "--release", "11", "-d", folder.toString(), source.toString());
            if (result != 0) {
                throw new AssertionError("the check does not compile");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
