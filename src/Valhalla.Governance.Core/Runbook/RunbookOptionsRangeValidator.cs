using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Runbook;

/// <summary>Checks the ranges that <see cref="RunbookOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RunbookOptionsRangeValidator : IValidateOptions<RunbookOptions>;
