.PHONY: run test check
run:
	@bin/run
test:
	@bin/test
check:
	@bin/check
