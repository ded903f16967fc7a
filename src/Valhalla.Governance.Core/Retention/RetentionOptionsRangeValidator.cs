using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Retention;

/// <summary>Checks the ranges that <see cref="RetentionOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RetentionOptionsRangeValidator : IValidateOptions<RetentionOptions>;
