using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// Writes decisions to files, beside the database, which stays the last word. What could not be written is written
/// later. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // See _writing.
internal sealed class DecisionFiles(
    IGoNoGoStore store,
    IOptions<GoNoGoOptions> options,
    GoNoGoMetrics metrics,
    GuardedLogger<DecisionFiles> logger,
    IHostEnvironment? host = null)
#pragma warning restore CA1001
{
    private const int MaxPerRound = 100;

    // Never disposed: it holds nothing, and a write may still be under way when the host is taken apart.
    private readonly SemaphoreSlim _writing = new(1, 1);

    private readonly string _folder = Path.GetFullPath(
        options.Value.RecordDirectory,
        string.IsNullOrEmpty(host?.ContentRootPath) ? AppContext.BaseDirectory : host.ContentRootPath);

    public string PathOf(GoNoGoDecision decision) => Path.Combine(
        _folder,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{decision.DecidedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}_{decision.Id}_go_nogo.json"));

    /// <summary>Writes all that is unwritten, oldest first. Never throws, but for cancellation.</summary>
    /// <returns>The ids of those that are written now.</returns>
    public async ValueTask<IReadOnlyList<long>> WritePendingAsync(CancellationToken cancellationToken)
    {
        var written = new List<long>();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var decision in await store.ListUnwrittenAsync(MaxPerRound, cancellationToken)
                .ConfigureAwait(false))
            {
                if (Write(decision))
                {
                    written.Add(decision.Id);
                    await store.MarkWrittenAsync(decision.Id, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The decision is committed: a store that fails afterwards must not make it look refused.
            GoNoGoLog.RecordsUnknown(logger, exception);
        }
        finally
        {
            _writing.Release();
        }

        return written;
    }

    private bool Write(GoNoGoDecision decision)
    {
        var path = PathOf(decision);
        var draft = path + ".tmp";
        try
        {
            Directory.CreateDirectory(_folder);
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(GoNoGoJson.WriteRecord(decision));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.RecordFailed();
            GoNoGoLog.RecordNotWritten(logger, exception, decision.Id, path);
            TryDelete(draft);
            return false;
        }
    }

    private static void TryDelete(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A leftover draft is no record; the reason that it is there was logged.
        }
    }
}
