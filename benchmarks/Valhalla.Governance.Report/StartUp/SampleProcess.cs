using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Report.StartUp;

/// <summary>Starts the sample as its users do.</summary>
internal static class SampleProcess
{
    private const string Project = "SampleApi";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Starts it over a SQLite file, and says how long the first 200 took.</summary>
    /// <param name="folder">Where the file is.</param>
    /// <param name="createsFile">Whether the start creates it.</param>
    /// <exception cref="InvalidOperationException">It ended, or gave no 200 in time.</exception>
    public static async Task<(MeasuredProcess Sample, TimeSpan UntilFirst)> StartAsync(string folder, bool createsFile)
    {
        var assembly = RepositoryPaths.AssemblyOf(Project);
        var address = new Uri($"http://127.0.0.1:{FindFreePort()}/health");
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(assembly)!,
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
            ["DATABASE_URL"] = $"sqlite:///{Path.Combine(folder, "sample.db")}",
        };
        if (createsFile)
        {
            variables["Valhalla__Storage__SchemaMode"] = "Auto";
        }

        var startedAt = Stopwatch.GetTimestamp();
        var sample = MeasuredProcess.StartDotnet(assembly, folder, variables);
        try
        {
            sample.DiscardOutput();
            await WaitAsync(sample, address, startedAt);
            return (sample, Stopwatch.GetElapsedTime(startedAt));
        }
        catch
        {
            await sample.DisposeAsync();
            throw;
        }
    }

    private static async Task WaitAsync(MeasuredProcess sample, Uri address, long startedAt)
    {
        using var client = new HttpClient();
        while (Stopwatch.GetElapsedTime(startedAt) < Patience && !sample.HasExited)
        {
            try
            {
                using var response = await client.GetAsync(address);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        throw new InvalidOperationException("The sample gave no 200.");
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
