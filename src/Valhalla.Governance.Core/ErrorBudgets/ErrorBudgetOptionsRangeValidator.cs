using Microsoft.Extensions.Options;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Checks the ranges that <see cref="ErrorBudgetOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class ErrorBudgetOptionsRangeValidator : IValidateOptions<ErrorBudgetOptions>;
