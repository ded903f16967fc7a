using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>What the endpoints of error budgets take, for OpenAPI.</summary>
internal interface IErrorBudgetParameters
{
    void Counts(
        [FromBody] SloCountBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);

    void Batch(
        [FromBody] SloCountBatchBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);
}
