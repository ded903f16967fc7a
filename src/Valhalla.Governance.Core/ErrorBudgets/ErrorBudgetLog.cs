using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Log messages of error budgets, ids 16000 to 16099.</summary>
internal static partial class ErrorBudgetLog
{
    [LoggerMessage(16000, LogLevel.Error, "A round of counting for error budgets failed; trying again.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);
}
