import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/** One OpenSearch node on the loopback, for tests: the folder of its data, and its port (the next 100 are its own too). */
public class StartNode extends Node {
    StartNode(Settings settings, Path config) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "oreline-test"),
            List.<Class<? extends Plugin>>of(Netty4Plugin.class), false);
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        Settings.Builder settings = Settings.builder()
            .put("path.home", home).put("path.data", home.resolve("data")).put("path.logs", home.resolve("logs"))
            .put("cluster.name", "oreline-test").put("node.name", "oreline-test").put("network.host", "127.0.0.1")
            .put("http.port", port).put("transport.port", port + 100)
            .put("transport.type", "netty4").put("http.type", "netty4")
            // A test fills no disk; one that is full already is no fault of the store.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("discovery.type", "single-node");
        Files.createDirectories(home.resolve("config"));
        Node node = new StartNode(settings.build(), home.resolve("config"));
        node.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        Thread.currentThread().join();
    }
}
