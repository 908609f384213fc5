package org.pyflinkimage.jar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.pyflinkimage.jar.JarReading.OfVersion;

/** The form that readings are kept in: every text once, then numbers, deflated. */
public final class JarReadingForm {

    private JarReadingForm() {}

    /** A reading as bytes. */
    public static byte[] write(JarReading reading) throws IOException {
        Writer writer = new Writer();
        writer.write(reading);
        return writer.bytes();
    }

    /**
     * The reading that bytes are of.
     *
     * @throws IOException where they are of none
     */
    public static JarReading read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            return new Reader(in).read();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("a text that is not there", e);
        }
    }

    private static final class Writer {

        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(body);

        private void write(JarReading reading) throws IOException {
            out.writeBoolean(reading.isWhole());
            out.writeInt(reading.services().size());
            for (Service service : reading.services()) {
                texts(List.of(service.contract(), service.implementation(), service.identifier()));
                texts(service.roles());
            }
            out.writeInt(reading.classes().size());
            for (Map.Entry<String, Long> type : reading.classes().entrySet()) {
                text(type.getKey());
                out.writeLong(type.getValue());
            }
            out.writeInt(reading.versions().size());
            for (Map.Entry<Integer, OfVersion> version : reading.versions().entrySet()) {
                out.writeInt(version.getKey());
                out.writeInt(version.getValue().count());
                text(version.getValue().first());
            }
            Map<String, ClassShape> shapes = new TreeMap<>(reading.shapes());
            out.writeInt(shapes.size());
            for (ClassShape shape : shapes.values()) {
                text(shape.name());
                texts(shape.above());
                texts(shape.members());
            }
            out.writeInt(reading.references().size());
            for (ClassReference reference : reading.references()) {
                texts(List.of(reference.owner(), reference.member(), reference.from()));
            }
            out.writeInt(reading.above().size());
            for (Map.Entry<String, String> type : reading.above().entrySet()) {
                text(type.getKey());
                text(type.getValue());
            }
        }

        private void texts(Collection<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (String text : texts) {
                text(text);
            }
        }

        private void text(String text) throws IOException {
            out.writeInt(places.computeIfAbsent(text, one -> places.size()));
        }

        private byte[] bytes() throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (DataOutputStream all = new DataOutputStream(new DeflaterOutputStream(whole, deflater, 1 << 14))) {
                all.writeInt(places.size());
                for (String text : places.keySet()) {
                    all.writeUTF(text);
                }
                body.writeTo(all);
            } finally {
                deflater.end();
            }
            return whole.toByteArray();
        }
    }

    private record Reader(DataInputStream in, List<String> pool) {

        private Reader(DataInputStream in) throws IOException {
            this(in, new ArrayList<>());
            for (int left = in.readInt(); left > 0; left--) {
                pool.add(in.readUTF());
            }
        }

        private JarReading read() throws IOException {
            boolean isWhole = in.readBoolean();
            List<Service> services = services();
            SortedMap<String, Long> classes = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                classes.put(text(), in.readLong());
            }
            SortedMap<Integer, OfVersion> versions = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                versions.put(in.readInt(), new OfVersion(in.readInt(), text()));
            }
            return new JarReading(isWhole, services, classes, versions, shapes(), references(), above());
        }

        private List<Service> services() throws IOException {
            List<Service> services = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                List<String> texts = texts();
                services.add(new Service(texts.get(0), texts.get(1), texts.get(2), new TreeSet<>(texts())));
            }
            return services;
        }

        private Map<String, ClassShape> shapes() throws IOException {
            Map<String, ClassShape> shapes = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = text();
                shapes.put(name, new ClassShape(name, texts(), texts()));
            }
            return shapes;
        }

        private List<ClassReference> references() throws IOException {
            List<ClassReference> references = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                List<String> texts = texts();
                references.add(new ClassReference(texts.get(0), texts.get(1), texts.get(2)));
            }
            return references;
        }

        private SortedMap<String, String> above() throws IOException {
            SortedMap<String, String> above = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                above.put(text(), text());
            }
            return above;
        }

        private List<String> texts() throws IOException {
            List<String> texts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }

        private String text() throws IOException {
            return pool.get(in.readInt());
        }
    }
}
