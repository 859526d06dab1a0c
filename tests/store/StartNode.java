import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.Node;

/**
 * One OpenSearch node on the loopback, for tests: the folder of its data, its number, how many nodes the cluster has, and the port
 * of the first (each next node has the next port; 100 further on they speak among themselves).
 */
public class StartNode {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        int number = Integer.parseInt(args[1]);
        int nodes = Integer.parseInt(args[2]);
        int port = Integer.parseInt(args[3]);
        List<String> addresses = IntStream.range(0, nodes).mapToObj(n -> "127.0.0.1:" + (port + 100 + n)).toList();
        List<String> names = IntStream.range(0, nodes).mapToObj(n -> "node-" + n).toList();
        Settings.Builder settings = Settings.builder()
            .put("path.home", home).put("path.data", home.resolve("data")).put("path.logs", home.resolve("logs"))
            // Two clusters of one machine never meet.
            .put("cluster.name", "oreline-test-" + port).put("node.name", names.get(number)).put("network.host", "127.0.0.1")
            .put("http.port", port + number).put("transport.port", port + 100 + number)
            .put("transport.type", "netty4").put("http.type", "netty4")
            // A test fills no disk; one that is full already is no fault of the store.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .putList("discovery.seed_hosts", addresses);
        // Who may lead is said at the first start only; a node that comes back asks the others.
        if (!Files.exists(home.resolve("data"))) {
            settings.putList("cluster.initial_cluster_manager_nodes", names);
        }
        Files.createDirectories(home.resolve("config"));
        Node node = new OneNode(settings.build(), home.resolve("config"), names.get(number));
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
