namespace Valhalla.Governance;

/// <summary>The runbook: one operational truth about whether go-live may be enabled.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IRunbook
{
    /// <summary>Runs every check.</summary>
    /// <param name="cancellationToken">Ends the run.</param>
    ValueTask<RunbookStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes a status as Markdown; text from outside is escaped.</summary>
    /// <param name="status">The status.</param>
    string ToMarkdown(RunbookStatus status);
}
