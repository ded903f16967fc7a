using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>
/// A private, real pgbouncer before a server, in a temporary folder, on a free loopback port. Ends with the process.
/// </summary>
public sealed class PgBouncer : IDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _folder;

    private PgBouncer(Process process, string folder, int port) =>
        (_process, _folder, Port) = (process, folder, port);

    /// <summary>True under continuous integration, where a missing program is a failure and not a skip.</summary>
    public static bool IsRequired => PostgreSqlInstallation.IsRequired;

    /// <summary>Why its tests cannot run here, or null when they can.</summary>
    public static string? MissingReason => PostgreSqlInstallation.MissingReason
        ?? (File.Exists(Program)
            ? null
            : "pgbouncer is not installed. On Debian: apt-get install pgbouncer (eng/test.sh does it when it may).");

    /// <summary>The loopback port.</summary>
    public int Port { get; }

    /// <summary>Starts one before a server of this machine.</summary>
    /// <param name="serverPort">The server's loopback port.</param>
    /// <param name="poolMode">session, transaction or statement.</param>
    /// <param name="poolSize">How many sessions of the server it shares out, for each database.</param>
    public static async Task<PgBouncer> StartAsync(int serverPort, string poolMode, int poolSize = 4)
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-pgbouncer-").FullName;
        var port = FindFreePort();
        var settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host=127.0.0.1 port={serverPort} user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {poolMode}
            default_pool_size = {poolSize}
            max_client_conn = 500
            server_idle_timeout = 2
            """);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root, and reads its settings as the other user.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(settings, (UnixFileMode)0b110_100_100);
        }

        var bouncer = new PgBouncer(Launch(settings), folder, port);
        try
        {
            await bouncer.WaitUntilItListensAsync();
            return bouncer;
        }
        catch
        {
            bouncer.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of a database behind it.</summary>
    /// <param name="connectionString">That of the database on the server itself.</param>
    public string Before(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = Port }.ConnectionString;

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Launch(string settings)
    {
        // The shell ends it with the pipe, which closes also when this process is killed.
        string[] shell =
        [
            "/bin/sh", "-c", "\"$0\" \"$1\" 2>&1 & child=$!; read -r _; kill -INT $child; wait $child", Program,
            settings,
        ];
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. shell]
            : shell;
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        })!;
    }

    private async Task WaitUntilItListensAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
