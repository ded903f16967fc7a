namespace Valhalla.Governance;

/// <summary>A check of the go-live runbook. Hosts add their own with <c>AddRunbookCheck</c>.</summary>
/// <remarks>A check that throws or takes longer than <c>Runbook:CheckTimeout</c> counts as failed.</remarks>
public interface IRunbookCheck
{
    /// <summary>A stable id in snake_case.</summary>
    string Id { get; }

    /// <summary>What its failure means.</summary>
    CheckSeverity Severity { get; }

    /// <summary>Runs the check.</summary>
    /// <param name="cancellationToken">Signalled when the time is up.</param>
    ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken);
}
