using System.Globalization;
using Valhalla.Governance.Report.Measurement;

namespace Valhalla.Governance.Report.Middleware;

/// <summary>A <see cref="ServedApp"/> that runs.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly MeasuredProcess _process;

    private ServedProcess(MeasuredProcess process, Uri address, double mapMilliseconds)
    {
        _process = process;
        Address = address;
        MapMilliseconds = mapMilliseconds;
    }

    public Uri Address { get; }

    /// <summary>How long mapping our endpoints took; 0 where there are none.</summary>
    public double MapMilliseconds { get; }

    public long ResidentBytes => _process.ResidentBytes;

    public static async Task<ServedProcess> StartAsync(string kind, string folder)
    {
        var process = MeasuredProcess.StartDotnet(
            typeof(ServedProcess).Assembly.Location,
            folder,
            new Dictionary<string, string>(),
            ServedApp.Verb,
            kind);
        try
        {
            var words = (await process.ReadLineAsync(ServedApp.Ready)).Split(' ');
            return new ServedProcess(
                process, new Uri(words[0]), double.Parse(words[1], CultureInfo.InvariantCulture));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
